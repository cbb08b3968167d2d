using Praetor.Foundation.Wire;
using Praetor.Model.Proxies;

namespace Praetor.Model.Services;

/// <summary>What an instance is a proxy for, as its own agent shows it: as <see cref="ConnectProxyConfig"/>, but with other members left out.</summary>
[JsonRecord(GoType = "api.AgentServiceConnectProxyConfig")]
public sealed partial record AgentServiceProxy
{
    /// <summary>Changes to the generated Envoy configuration.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyList<EnvoyExtension>? EnvoyExtensions { get; init; }

    /// <summary>The service that is reached through it.</summary>
    [JsonField(OmitEmpty = true)]
    public string DestinationServiceName { get; init; } = "";

    /// <summary>The one instance it stands beside; empty for any.</summary>
    [JsonField(OmitEmpty = true)]
    public string DestinationServiceID { get; init; } = "";

    /// <summary>Where the instance listens.</summary>
    [JsonField(OmitEmpty = true)]
    public string LocalServiceAddress { get; init; } = "";

    /// <summary>At which port.</summary>
    [JsonField(OmitEmpty = true)]
    public int LocalServicePort { get; init; }

    /// <summary>At which Unix socket instead.</summary>
    [JsonField(OmitEmpty = true)]
    public string LocalServiceSocketPath { get; init; } = "";

    /// <summary><c>transparent</c>, <c>direct</c> or empty for the default.</summary>
    [JsonField(OmitEmpty = true)]
    public string Mode { get; init; } = "";

    /// <summary>How traffic is caught in transparent mode.</summary>
    [JsonField(OmitEmpty = true)]
    public TransparentProxyConfig? TransparentProxy { get; init; }

    /// <summary>What the proxy itself understands.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyDictionary<string, object?>? Config { get; init; }

    /// <summary>The services it reaches out to.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyList<AgentUpstream>? Upstreams { get; init; }

    /// <summary>How other datacenters are reached.</summary>
    public MeshGatewayConfig MeshGateway { get; init; } = MeshGatewayConfig.Empty;

    /// <summary>Paths that are reachable without the mesh.</summary>
    public AgentExposeConfig Expose { get; init; } = AgentExposeConfig.Empty;

    /// <summary>What the proxy logs.</summary>
    [JsonField(OmitEmpty = true)]
    public AccessLogsConfig? AccessLogs { get; init; }

    /// <summary>What the agent shows of a proxy's configuration.</summary>
    public static AgentServiceProxy From(ConnectProxyConfig proxy) =>
        new()
        {
            EnvoyExtensions = proxy.EnvoyExtensions,
            DestinationServiceName = proxy.DestinationServiceName,
            DestinationServiceID = proxy.DestinationServiceID,
            LocalServiceAddress = proxy.LocalServiceAddress,
            LocalServicePort = proxy.LocalServicePort,
            LocalServiceSocketPath = proxy.LocalServiceSocketPath,
            Mode = proxy.Mode,
            TransparentProxy = OrNull(proxy.TransparentProxy, TransparentProxyConfig.Empty),
            Config = proxy.Config,
            Upstreams = proxy.Upstreams is { } upstreams ? [.. upstreams.Select(AgentUpstream.From)] : null,
            MeshGateway = proxy.MeshGateway,
            Expose = AgentExposeConfig.From(proxy.Expose),
            AccessLogs = OrNull(proxy.AccessLogs, AccessLogsConfig.Empty),
        };

    /// <summary>Leaves out what says nothing.</summary>
    private static T? OrNull<T>(T value, T empty)
        where T : class, IContentRecord<T> => value.SameContent(empty) ? null : value;
}
