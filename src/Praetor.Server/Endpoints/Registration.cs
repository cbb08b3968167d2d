using Praetor.Model.Catalog;
using Praetor.Model.Rpc;

namespace Praetor.Server.Endpoints;

/// <summary>What is checked and filled in before a registration goes into the log, in Consul's words.</summary>
internal static class Registration
{
    /// <summary>The request as it goes into the log, or why it does not.</summary>
    public static RpcResult<RegisterRequest> Complete(RegisterRequest request)
    {
        if (request.Node.Length == 0)
        {
            return Invalid("Must provide node");
        }

        if (request.PeerName.Length > 0)
        {
            return Invalid("cannot register requests with PeerName in them");
        }

        if (request.Address.Length == 0 && !request.SkipNodeUpdate)
        {
            return Invalid("Must provide address if SkipNodeUpdate is not set");
        }

        if (request.ID.Length > 0 && FaultOf(request.ID) is { } fault)
        {
            return Invalid($"Bad node ID: {fault}");
        }

        if (request.Service is { } service)
        {
            if (!Complete(service).TryGet(out var completed, out var refusal))
            {
                return refusal;
            }

            request = request with { Service = completed };
        }

        return CompleteChecks(request);
    }

    private static RpcResult<NodeService> Complete(NodeService service)
    {
        if (service is { ID.Length: > 0, Service.Length: 0 })
        {
            return Invalid("Must provide service name (Service.Service) when service ID is provided");
        }

        if (service.Address is "0.0.0.0" or "::" or "[::]")
        {
            return Invalid("Invalid service address");
        }

        return ProxyRules.FaultOf(service) is { } fault
            ? Invalid(fault)
            : service with
            {
                ID = service.ID.Length > 0 ? service.ID : service.Service,
            };
    }

    private static RpcResult<RegisterRequest> CompleteChecks(RegisterRequest request)
    {
        if (request.Check is null && request.Checks is null)
        {
            return request;
        }

        var checks = new List<HealthCheck>();
        foreach (var check in (request.Checks ?? []).Concat(request.Check is null ? [] : [request.Check]))
        {
            var completed = check with
            {
                Node = check.Node.Length > 0 ? check.Node : request.Node,
                CheckID = check.CheckID.Length > 0 ? check.CheckID : check.Name,
            };
            if (completed.Node != request.Node)
            {
                return Invalid(
                    $"Node '{completed.Node}' for check '{completed.CheckID}' doesn't match register request node '{request.Node}'"
                );
            }

            checks.Add(completed);
        }

        return request with
        {
            Check = null,
            Checks = checks,
        };
    }

    /// <summary>Why a text is no UUID; null if it is one.</summary>
    private static string? FaultOf(string id)
    {
        if (id.Length != 36)
        {
            return "uuid string is wrong length";
        }

        return Guid.TryParseExact(id, "D", out _) ? null : "uuid is improperly formatted";
    }

    private static RpcError Invalid(string text) => new(RpcErrorKind.Invalid, text);
}
