using Praetor.Foundation.Text;
using Praetor.Model.Catalog;

namespace Praetor.State;

public sealed partial class StateTransaction
{
    /// <summary>
    /// Registers a node, then its service, then its checks, each if the request has it and it is new or changed.
    /// </summary>
    public WriteOutcome EnsureRegistration(RegisterRequest request)
    {
        var node = RegisteredNode.Of(request);
        var present = NodeByName(request.PeerName, request.Node);
        var outcome =
            present is null || (!request.SkipNodeUpdate && !present.SameContent(node))
                ? EnsureNode(node).Within("failed inserting node")
                : WriteOutcome.Done;
        if (!outcome.IsRefused && request.Service is { } service)
        {
            outcome = EnsureService(request.Node, service with { PeerName = request.PeerName })
                .Within("failed inserting service");
        }

        foreach (var check in request.Check is null ? request.Checks ?? [] : [request.Check, .. request.Checks ?? []])
        {
            if (outcome.IsRefused)
            {
                break;
            }

            outcome = EnsureCheckOf(request, check);
        }

        return outcome;
    }

    /// <summary>Removes a service, if the request names one, or else a check, or else the whole node.</summary>
    public void Deregister(DeregisterRequest request)
    {
        if (request.ServiceID.Length > 0)
        {
            DeleteService(request.Node, request.ServiceID, request.PeerName);
        }
        else if (request.CheckID.Length > 0)
        {
            DeleteCheck(request.Node, request.CheckID, request.PeerName);
        }
        else
        {
            DeleteNode(request.Node, request.PeerName);
        }
    }

    private WriteOutcome EnsureCheckOf(RegisterRequest request, HealthCheck check)
    {
        var node = check.Node.Length == 0 ? request.Node : check.Node;
        if (!SameName(node, request.Node))
        {
            return WriteOutcome.Refused(
                $"check node {GoQuote.Quote(check.Node)} does not match node {GoQuote.Quote(request.Node)}"
            );
        }

        return EnsureCheck(check with { Node = node, PeerName = request.PeerName })
            .Within($"failed inserting check on node {GoQuote.Quote(node)}");
    }
}
