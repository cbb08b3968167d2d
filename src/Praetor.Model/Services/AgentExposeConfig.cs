using Praetor.Foundation.Wire;
using Praetor.Model.Proxies;

namespace Praetor.Model.Services;

/// <summary>Paths that are reachable without the mesh, as the proxy's own agent shows them.</summary>
[JsonRecord(GoType = "api.ExposeConfig")]
public sealed partial record AgentExposeConfig
{
    /// <summary>Whether the paths of its HTTP and gRPC checks are.</summary>
    [JsonField(OmitEmpty = true)]
    public bool Checks { get; init; }

    /// <summary>Which others are.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyList<AgentExposePath>? Paths { get; init; }

    /// <summary>What the agent shows of exposed paths.</summary>
    public static AgentExposeConfig From(ExposeConfig expose) =>
        new()
        {
            Checks = expose.Checks,
            Paths = expose.Paths is { } paths ? [.. paths.Select(AgentExposePath.From)] : null,
        };
}
