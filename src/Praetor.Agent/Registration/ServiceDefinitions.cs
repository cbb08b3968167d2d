using System.Net;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Proxies;
using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>Makes services of their definitions, with Consul's defaults.</summary>
internal static class ServiceDefinitions
{
    /// <summary>The service that a definition describes.</summary>
    public static NodeService ServiceOf(ServiceDefinition definition) =>
        new()
        {
            Kind = definition.Kind,
            ID = definition.ID.Length > 0 ? definition.ID : definition.Name,
            Service = definition.Name,
            Tags = definition.Tags,
            Address = definition.Address,
            TaggedAddresses = TaggedAddresses(definition),
            Meta = definition.Meta,
            Port = definition.Port,
            SocketPath = definition.SocketPath,
            Weights = definition.Weights ?? new Weights { Passing = 1, Warning = 1 },
            EnableTagOverride = definition.EnableTagOverride,
            Locality = definition.Locality,
            Proxy = ProxyOf(definition.Proxy),
            // A sidecar is registered as a service of its own; the catalog hears nothing of its definition here.
            Connect = (definition.Connect ?? ServiceConnect.Empty) with
            {
                SidecarService = null,
            },
        };

    /// <summary>The definition's checks; a lone one comes last.</summary>
    public static IReadOnlyList<CheckType> ChecksOf(ServiceDefinition definition) =>
        [
            .. definition.Checks ?? [],
            .. definition.Check is { } only && !IsEmpty(only) ? [only] : Array.Empty<CheckType>(),
        ];

    /// <summary>The addresses under the names by which clients of one family or the other look for them.</summary>
    private static IReadOnlyDictionary<string, ServiceAddress>? TaggedAddresses(ServiceDefinition definition)
    {
        if (!IPAddress.TryParse(definition.Address, out var address))
        {
            return definition.TaggedAddresses;
        }

        var family = address.GetAddressBytes().Length == 4 ? "ipv4" : "ipv6";
        var own = new ServiceAddress { Address = definition.Address, Port = definition.Port };
        var tagged = new SortedList<string, ServiceAddress>(StringComparer.Ordinal)
        {
            ["lan_" + family] = own,
            ["wan_" + family] = own,
        };
        foreach (var (name, given) in definition.TaggedAddresses ?? WireMap<ServiceAddress>.Empty)
        {
            tagged[name] = given;
        }

        return tagged;
    }

    private static ConnectProxyConfig ProxyOf(ConnectProxyConfig? proxy) =>
        proxy is null
            ? ConnectProxyConfig.Empty
            : proxy with
            {
                Upstreams = proxy.Upstreams is { } upstreams ? [.. upstreams.Select(UpstreamOf)] : null,
            };

    private static Upstream UpstreamOf(Upstream upstream) =>
        upstream.DestinationType.Length > 0 ? upstream : upstream with { DestinationType = "service" };

    private static bool IsEmpty(CheckType type) => type.SameContent(CheckType.Empty);
}
