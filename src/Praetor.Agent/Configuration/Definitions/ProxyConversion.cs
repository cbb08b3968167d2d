using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Hcl;
using Praetor.Model.Proxies;

namespace Praetor.Agent.Configuration.Definitions;

/// <summary>Makes proxies of what files say.</summary>
internal static class ProxyConversion
{
    public static ConnectProxyConfig ToProxy(RawConfig raw) =>
        new()
        {
            DestinationServiceName = raw.Get(ProxyKeys.DestinationName),
            DestinationServiceID = raw.Get(ProxyKeys.DestinationId),
            LocalServiceAddress = raw.Get(ProxyKeys.LocalAddress),
            LocalServicePort = raw.Get(ProxyKeys.LocalPort),
            LocalServiceSocketPath = raw.Get(ProxyKeys.LocalSocketPath),
            Mode = raw.Get(ProxyKeys.Mode),
            Config = Opaque(raw, ProxyKeys.Config),
            EnvoyExtensions = raw.Has(ProxyKeys.EnvoyExtensions)
                ? [.. raw.Get(ProxyKeys.EnvoyExtensions).Select(Extension)]
                : null,
            Upstreams = raw.Has(ProxyKeys.Upstreams) ? [.. raw.Get(ProxyKeys.Upstreams).Select(ToUpstream)] : null,
            MeshGateway = new MeshGatewayConfig { Mode = raw.Get(ProxyKeys.MeshGatewayMode) },
            Expose = new ExposeConfig
            {
                Checks = raw.Get(ProxyKeys.ExposeChecks),
                Paths = raw.Has(ProxyKeys.ExposePaths) ? [.. raw.Get(ProxyKeys.ExposePaths).Select(ToPath)] : null,
            },
            TransparentProxy = new TransparentProxyConfig
            {
                OutboundListenerPort = raw.Get(ProxyKeys.OutboundListenerPort),
                DialedDirectly = raw.Get(ProxyKeys.DialedDirectly),
            },
            AccessLogs = new AccessLogsConfig
            {
                Enabled = raw.Get(ProxyKeys.AccessLogsEnabled),
                DisableListenerLogs = raw.Get(ProxyKeys.AccessLogsDisableListener),
                Type = raw.Get(ProxyKeys.AccessLogsType),
                Path = raw.Get(ProxyKeys.AccessLogsPath),
                JsonFormat = raw.Get(ProxyKeys.AccessLogsJson),
                TextFormat = raw.Get(ProxyKeys.AccessLogsText),
            },
        };

    private static Upstream ToUpstream(RawConfig raw) =>
        new()
        {
            DestinationType = raw.Get(UpstreamKeys.DestinationType),
            DestinationNamespace = raw.Get(UpstreamKeys.DestinationNamespace),
            DestinationPartition = raw.Get(UpstreamKeys.DestinationPartition),
            DestinationPeer = raw.Get(UpstreamKeys.DestinationPeer),
            DestinationName = raw.Get(UpstreamKeys.DestinationName),
            Datacenter = raw.Get(UpstreamKeys.Datacenter),
            LocalBindAddress = raw.Get(UpstreamKeys.LocalBindAddress),
            LocalBindPort = raw.Get(UpstreamKeys.LocalBindPort),
            LocalBindSocketPath = raw.Get(UpstreamKeys.LocalBindSocketPath),
            LocalBindSocketMode = raw.Get(UpstreamKeys.LocalBindSocketMode),
            Config = Opaque(raw, UpstreamKeys.Config),
            MeshGateway = new MeshGatewayConfig { Mode = raw.Get(UpstreamKeys.MeshGatewayMode) },
        };

    private static ExposePath ToPath(RawConfig raw) =>
        new()
        {
            ListenerPort = raw.Get(ExposePathKeys.ListenerPort),
            Path = raw.Get(ExposePathKeys.Path),
            LocalPathPort = raw.Get(ExposePathKeys.LocalPathPort),
            Protocol = raw.Get(ExposePathKeys.Protocol),
        };

    private static EnvoyExtension Extension(ObjectNode node) =>
        new()
        {
            Name = node.Find("name") is TextNode name ? name.Text : "",
            Required = node.Find("required") is TruthNode { Value: true },
            Arguments = OpaqueValue.Of(node.Find("arguments")) as IReadOnlyDictionary<string, object?>,
        };

    private static IReadOnlyDictionary<string, object?>? Opaque(RawConfig raw, ConfigKey<ObjectNode> key) =>
        raw.Has(key) ? (IReadOnlyDictionary<string, object?>?)OpaqueValue.Of(raw.Get(key)) : null;
}
