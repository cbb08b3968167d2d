using Praetor.Foundation.Wire;

namespace Praetor.Model.Proxies;

/// <summary>A change to the generated Envoy configuration.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record EnvoyExtension
{
    /// <summary>Which one.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether a failure keeps the proxy from getting any configuration.</summary>
    public bool Required { get; init; }

    /// <summary>What the extension is told.</summary>
    public IReadOnlyDictionary<string, object?>? Arguments { get; init; }

    /// <summary>For which versions of Consul.</summary>
    public string ConsulVersion { get; init; } = "";

    /// <summary>For which versions of Envoy.</summary>
    public string EnvoyVersion { get; init; } = "";
}
