using System.Net;
using Praetor.Dns.Messages;
using Praetor.Dns.Questions;
using Praetor.Model.Rpc;

namespace Praetor.Dns.Answers;

/// <summary>Asks servers what a name stands for.</summary>
internal sealed class Finder(IServerLink link, DnsSettings settings)
{
    /// <summary>Looks it up. Where the server is in the process, this is complete when it returns.</summary>
    public ValueTask<Found> FindAsync(Lookup lookup, CancellationToken cancellationToken) =>
        lookup switch
        {
            Lookup.Service service => FindInstancesAsync(service.Request, cancellationToken),
            Lookup.NameServers servers => FindInstancesAsync(servers.Request, cancellationToken),
            Lookup.Node node => FindNodeAsync(node.Request, cancellationToken),
            Lookup.Reverse { Value: { } address } => FindOwnerAsync(address, cancellationToken),
            Lookup.Address => ValueTask.FromResult(new Found(ResponseCode.NoError)),
            Lookup.Transfer => ValueTask.FromResult(new Found(ResponseCode.NotImplemented)),
            _ => ValueTask.FromResult(new Found(ResponseCode.NameError)),
        };

    private async ValueTask<Found> FindInstancesAsync(
        ServiceSpecificRequest request,
        CancellationToken cancellationToken
    )
    {
        var result = await link.CallAsync(ServerMethods.HealthServiceNodes, request, cancellationToken);
        if (request.AllowStale && result.Error is null && IsTooOld(result.Value))
        {
            var current = request with { AllowStale = false };
            result = await link.CallAsync(ServerMethods.HealthServiceNodes, current, cancellationToken);
        }

        return result.TryGet(out var reply, out var error)
            ? new Found(reply.Nodes is { Count: > 0 } ? ResponseCode.NoError : ResponseCode.NameError, reply.Nodes)
            : new Found(CodeOf(error));
    }

    private async ValueTask<Found> FindNodeAsync(NodeSpecificRequest request, CancellationToken cancellationToken)
    {
        var result = await link.CallAsync(ServerMethods.CatalogNodeServices, request, cancellationToken);
        if (request.AllowStale && result.Error is null && IsTooOld(result.Value))
        {
            var current = request with { AllowStale = false };
            result = await link.CallAsync(ServerMethods.CatalogNodeServices, current, cancellationToken);
        }

        return result.TryGet(out var reply, out var error)
            ? new Found(
                reply.NodeServices?.Node is null ? ResponseCode.NameError : ResponseCode.NoError,
                Node: reply.NodeServices?.Node
            )
            : new Found(CodeOf(error));
    }

    /// <summary>The node with the address, or else a service with it. All of the catalog is looked through, as in Consul.</summary>
    private async ValueTask<Found> FindOwnerAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var request = new DCSpecificRequest
        {
            Token = settings.Token,
            Datacenter = settings.Datacenter,
            AllowStale = settings.AllowStale,
        };
        var result = await link.CallAsync(ServerMethods.CatalogListNodes, request, cancellationToken);
        if (result.Error is null)
        {
            foreach (var node in result.Value.Nodes ?? [])
            {
                if (IPAddress.TryParse(node.Address, out var its) && its.Equals(address))
                {
                    return new Found(ResponseCode.NoError, Node: node);
                }
            }
        }

        var services = await link.CallAsync(
            ServerMethods.CatalogServiceNodes,
            new ServiceSpecificRequest
            {
                Token = settings.Token,
                Datacenter = settings.Datacenter,
                AllowStale = settings.AllowStale,
                ServiceAddress = address.ToString(),
            },
            cancellationToken
        );
        foreach (var service in services.Error is null ? services.Value.ServiceNodes ?? [] : [])
        {
            if (service.ServiceAddress == address.ToString())
            {
                return new Found(ResponseCode.NoError, ServiceName: service.ServiceName);
            }
        }

        return new Found(ResponseCode.NameError);
    }

    private bool IsTooOld(QueryMeta reply) => reply.LastContact.ToTimeSpan() > settings.StaleMax;

    /// <summary>A datacenter or a thing that is not there is a name that is not there; anything else is our failure.</summary>
    private static ResponseCode CodeOf(RpcError error) =>
        error.Kind == RpcErrorKind.NotFound
        || error.Text.Contains(WellKnownErrors.NoDatacenterPath, StringComparison.Ordinal)
            ? ResponseCode.NameError
            : ResponseCode.ServerFailure;
}
