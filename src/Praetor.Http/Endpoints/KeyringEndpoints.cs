using Microsoft.AspNetCore.Http;
using Praetor.Acl.Authorizer;
using Praetor.Foundation.Text;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Praetor.Model.Keyrings;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>The keys of encrypted gossip: <c>/v1/operator/keyring</c>. Keys stand in bodies and answers, and in no log.</summary>
internal sealed class KeyringEndpoints(ApiSettings settings, ApiPeers peers)
{
    private const long RelayFactorMax = 5;

    private readonly AgentRights _rights = new(peers);

    public IEnumerable<Route> Routes =>
        [new Route("/v1/operator/keyring", ["GET", "POST", "PUT", "DELETE"], OperateAsync)];

    private async ValueTask OperateAsync(ApiExchange exchange)
    {
        var operation = exchange.Method switch
        {
            "GET" => KeyringOperation.List,
            "POST" => KeyringOperation.Install,
            "PUT" => KeyringOperation.Use,
            _ => KeyringOperation.Remove,
        };
        var isList = operation == KeyringOperation.List;
        if (!await _rights.MayAsync(exchange, AclResource.Keyring, isList ? AclAccess.Read : AclAccess.Write, ""))
        {
            return;
        }

        if (!TryReadOptions(exchange.Query, isList, out var request, out var refusal))
        {
            await exchange.AnswerBadRequestAsync(refusal);
            return;
        }

        request = request with { Operation = operation, Token = exchange.Token };
        if (!isList)
        {
            if (await AgentRequests.DecodeBodyAsync<KeyringKey>(exchange, settings) is not { } body)
            {
                return;
            }

            request = request with { Key = body.Key };
        }

        await AnswerAsync(exchange, isList, request);
    }

    private async ValueTask AnswerAsync(ApiExchange exchange, bool isList, KeyringRequest request)
    {
        var result = await peers.Server.CallAsync(ServerMethods.InternalKeyringOperation, request, exchange.Aborted);
        if (!result.TryGet(out var reply, out var error))
        {
            await exchange.AnswerErrorAsync(error);
            return;
        }

        var responses = reply.Responses ?? [];
        List<string> faults = [.. responses.SelectMany(FaultsOf)];
        await (
            faults.Count > 0
                ? exchange.AnswerTextAsync(StatusCodes.Status500InternalServerError, MultiError.Format(faults))
            : isList ? exchange.AnswerJsonListAsync(responses)
            : exchange.AnswerAsync(StatusCodes.Status200OK)
        );
    }

    /// <summary>What one pool said is wrong; what members of a pool say that did it all is no fault.</summary>
    private static IEnumerable<string> FaultsOf(KeyringResponse response) =>
        response.Error.Length == 0
            ? []
            :
            [
                $"{response.PoolName()} error: {response.Error}",
                .. (response.Messages ?? new SortedList<string, string>()).Select(static it => $"{it.Key}: {it.Value}"),
            ];

    private static bool TryReadOptions(
        QueryParameters query,
        bool isList,
        out KeyringRequest request,
        out string refusal
    )
    {
        request = new KeyringRequest();
        refusal = "";
        if (query.Get("relay-factor") is { Length: > 0 } relays)
        {
            if (GoNumber.ParseDecimal(relays, out var factor) is var fault and not GoNumberFault.None)
            {
                refusal = $"Error parsing relay factor: {GoNumber.Describe("Atoi", relays, fault)}";
                return false;
            }

            if (factor is < 0 or > RelayFactorMax)
            {
                refusal = "Invalid relay-factor: Relay factor must be in range: [0, 5]";
                return false;
            }

            request = request with { RelayFactor = (int)factor };
        }

        if (query.Get("local-only") is { Length: > 0 } local)
        {
            if (GoNumber.ParseBool(local, out var isLocal) is var fault and not GoNumberFault.None)
            {
                refusal = $"Error parsing local-only: {GoNumber.Describe("ParseBool", local, fault)}";
                return false;
            }

            if (isLocal && !isList)
            {
                refusal = "Invalid use of local-only: local-only can only be set for list requests";
                return false;
            }

            request = request with { LocalOnly = isLocal };
        }

        return true;
    }
}
