using System.Globalization;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Json;
using Praetor.Model.Services;

namespace Praetor.Http.Endpoints;

/// <summary>Services as the agent shows them.</summary>
internal static class AgentServices
{
    private static readonly Weights DefaultWeights = new() { Passing = 1, Warning = 1 };

    /// <summary>What the agent shows of a service.</summary>
    public static AgentService From(NodeService service, string datacenter) =>
        new()
        {
            Kind = service.Kind,
            ID = service.ID,
            Service = service.Service,
            Tags = service.Tags ?? [],
            Meta = service.Meta ?? WireMap<string>.Empty,
            Port = service.Port,
            Address = service.Address,
            SocketPath = service.SocketPath,
            TaggedAddresses = service.TaggedAddresses,
            Weights = service.Weights ?? DefaultWeights,
            EnableTagOverride = service.EnableTagOverride,
            Proxy = HasProxy(service) ? AgentServiceProxy.From(service.Proxy) : null,
            Connect = service.Connect.Native ? new ServiceConnect { Native = true } : null,
            PeerName = service.PeerName,
            Datacenter = datacenter,
            Locality = service.Locality,
        };

    /// <summary>The service with a hash of all it says, by which clients wait for a change.</summary>
    public static AgentService WithHash(AgentService service)
    {
        // FNV-1a: short, stable between runs, and nobody gains by making two services alike.
        var hash = 14695981039346656037UL;
        foreach (var b in GoJson.Encode(service, GoJson.Compact))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return service with
        {
            ContentHash = hash.ToString("x", CultureInfo.InvariantCulture),
        };
    }

    private static bool HasProxy(NodeService service) =>
        service.Kind
            is ServiceKinds.ConnectProxy
                or ServiceKinds.MeshGateway
                or ServiceKinds.TerminatingGateway
                or ServiceKinds.IngressGateway
                or ServiceKinds.ApiGateway;
}
