using Praetor.Model.Catalog;
using Praetor.Model.Rpc;

namespace Praetor.Agent.Tests.AntiEntropy;

/// <summary>
/// A naive catalog of one node behind the link: what was registered is there, what was deregistered is not. It can fail
/// before it does what it is asked, or after.
/// </summary>
internal sealed class FakeCatalog(Random random, TimeProvider time) : IServerLink
{
    public Node? Node { get; set; }

    public SortedDictionary<string, NodeService> Services { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, HealthCheck> Checks { get; } = new(StringComparer.Ordinal);

    /// <summary>How often a call fails, from 0 to 1.</summary>
    public double FailureShare { get; set; }

    /// <summary>What calls fail with.</summary>
    public RpcErrorKind FailsWith { get; set; } = RpcErrorKind.Unavailable;

    /// <summary>The names of the services whose registration is refused.</summary>
    public SortedSet<string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>All that was asked, by method.</summary>
    public List<object> Requests { get; } = [];

    public async ValueTask<RpcResult<TReply>> CallAsync<TRequest, TReply>(
        RpcMethod<TRequest, TReply> method,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 20)), time, cancellationToken);
        Requests.Add(request!); // Nobody asks with null.
        if (random.NextDouble() < FailureShare)
        {
            return Failure();
        }

        var reply = Answer(method, request!);
        // The answer may be lost although the thing is done.
        return random.NextDouble() < FailureShare ? Failure()
            : reply is RpcError refusal ? refusal
            : (TReply)reply;
    }

    private RpcError Failure() => new(FailsWith, "the link failed");

    private object Answer(RpcMethod method, object request)
    {
        switch (request)
        {
            case RegisterRequest register:
                return Register(register);
            case DeregisterRequest deregister:
                Deregister(deregister);
                return new EmptyReply();
            case NodeSpecificRequest:
                return method == ServerMethods.HealthNodeChecks ? Checked() : Listed();
            default:
                throw new InvalidOperationException($"The agent does not ask this of its own accord: {request}");
        }
    }

    private IndexedNodeServiceList Listed() =>
        new()
        {
            NodeServices = new NodeServiceList { Node = Node, Services = [.. Services.Values] },
        };

    private IndexedHealthChecks Checked() => new() { HealthChecks = [.. Checks.Values] };

    private object Register(RegisterRequest request)
    {
        if (request.Service is { } refused && Refused.Contains(refused.Service))
        {
            return new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied);
        }

        if (Node is null || !request.SkipNodeUpdate)
        {
            Node = new Node
            {
                ID = request.ID,
                Name = request.Node,
                Address = request.Address,
                TaggedAddresses = request.TaggedAddresses,
                Meta = request.NodeMeta,
            };
        }

        if (request.Service is { } service)
        {
            Services[service.ID] = service;
        }

        foreach (var check in (request.Checks ?? []).Concat(request.Check is { } only ? [only] : []))
        {
            if (check.ServiceID.Length > 0 && !Services.ContainsKey(check.ServiceID))
            {
                return new RpcError(RpcErrorKind.Invalid, "failed inserting check: Missing service registration");
            }

            Checks[check.CheckID] = check;
        }

        return new EmptyReply();
    }

    private void Deregister(DeregisterRequest request)
    {
        if (request.ServiceID.Length == 0)
        {
            Checks.Remove(request.CheckID);
            return;
        }

        Services.Remove(request.ServiceID);
        foreach (var check in Checks.Values.Where(it => it.ServiceID == request.ServiceID).ToList())
        {
            Checks.Remove(check.CheckID);
        }
    }
}
