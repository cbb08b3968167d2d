using System.Text;
using Praetor.Acl.Authorizer;
using Praetor.Acl.Tokens;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Model.Json;
using Praetor.Model.Keyrings;
using Praetor.Model.Rpc;

namespace Praetor.Server.Endpoints;

/// <summary>
/// Has all members of the pools do something with their gossip keys: <c>Internal.KeyringOperation</c>. Any server does it; who
/// is asked first sees to the pool between datacenters.
/// </summary>
/// <param name="lan">The datacenter's pool.</param>
/// <param name="wan">The pool between datacenters; null where it is switched off.</param>
/// <param name="tokens">Finds what the bearer of a token may do.</param>
/// <param name="settings">Says which datacenter this is.</param>
internal sealed class KeyringEndpoint(GossipPool lan, GossipPool? wan, TokenResolver tokens, ServerSettings settings)
{
    private static readonly SortedList<string, int> NoKeys = new(StringComparer.Ordinal);

    public void AddTo(EndpointTable table) => table.Add(ServerMethods.InternalKeyringOperation, OperateAsync);

    private async ValueTask<RpcResult<KeyringResponses>> OperateAsync(
        KeyringRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return refusal;
        }

        if (OperationOf(request.Operation) is not { } operation)
        {
            return new RpcError(RpcErrorKind.Invalid, $"unknown keyring operation: {request.Operation}");
        }

        var access = operation == KeyOperation.List ? AclAccess.Read : AclAccess.Write;
        if (!authorizer.Allows(AclResource.Keyring, access, ""u8))
        {
            return new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied);
        }

        if (request.LocalOnly && operation != KeyOperation.List)
        {
            // Members elsewhere would be left behind with keys that nobody uses.
            return new RpcError(RpcErrorKind.Invalid, "local-only can only be set for list requests");
        }

        var isForAll = !request.Forwarded && !request.LocalOnly;
        List<KeyringResponse> responses = [];
        if (isForAll && wan is not null)
        {
            responses.Add(await AskAsync(wan, isWan: true, operation, request, cancellationToken));
        }

        responses.Add(await AskAsync(lan, isWan: false, operation, request, cancellationToken));
        if (isForAll)
        {
            responses.AddRange(OtherDatacenters().Select(Unreached));
        }

        return new KeyringResponses { Responses = responses };
    }

    private static KeyOperation? OperationOf(string operation) =>
        operation switch
        {
            KeyringOperation.List => KeyOperation.List,
            KeyringOperation.Install => KeyOperation.Install,
            KeyringOperation.Use => KeyOperation.Use,
            KeyringOperation.Remove => KeyOperation.Remove,
            _ => null,
        };

    private async ValueTask<KeyringResponse> AskAsync(
        GossipPool pool,
        bool isWan,
        KeyOperation operation,
        KeyringRequest request,
        CancellationToken cancellationToken
    )
    {
        var response = new KeyringResponse
        {
            IsWan = isWan,
            Datacenter = settings.Datacenter,
            Keys = NoKeys,
            PrimaryKeys = NoKeys,
        };
        byte[] key;
        try
        {
            key = GoBase64.Decode(Encoding.UTF8.GetBytes(request.Key));
        }
        catch (JsonFormatException malformed)
        {
            return response with { Error = malformed.Message };
        }

        var relays = (byte)Math.Clamp(request.RelayFactor, 0, byte.MaxValue);
        var result = await pool.ChangeKeysAsync(operation, key, relays, cancellationToken);
        return response with
        {
            Messages = result.Messages,
            Keys = result.Keys,
            PrimaryKeys = result.PrimaryKeys,
            NumNodes = result.Members,
            Error = result.Error ?? "",
        };
    }

    private IEnumerable<string> OtherDatacenters() =>
        (wan?.View.Members ?? [])
            .Where(static member => member.Status != MemberStatus.Left)
            .Select(static member => member.Tags.GetValueOrDefault("dc", ""))
            .Where(datacenter => datacenter.Length > 0 && datacenter != settings.Datacenter)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>
    /// Servers do not ask servers of other datacenters yet. Whoever rotates keys must know that some members have not heard
    /// of it, before the old key goes.
    /// </summary>
    private static KeyringResponse Unreached(string datacenter) =>
        new()
        {
            Datacenter = datacenter,
            Keys = NoKeys,
            PrimaryKeys = NoKeys,
            Error = WellKnownErrors.NoDatacenterPath,
        };
}
