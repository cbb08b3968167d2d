using Praetor.Foundation.Wire;

namespace Praetor.Model.Proxies;

/// <summary>Paths of a service that are reachable without the mesh.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record ExposeConfig
{
    /// <summary>Whether the paths of its HTTP and gRPC checks are.</summary>
    [JsonField(OmitEmpty = true)]
    public bool Checks { get; init; }

    /// <summary>Which others are.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyList<ExposePath>? Paths { get; init; }
}
