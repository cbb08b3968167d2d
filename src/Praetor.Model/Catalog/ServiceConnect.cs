using Praetor.Foundation.Wire;
using Praetor.Model.Services;

namespace Praetor.Model.Catalog;

/// <summary>What an instance has to do with the mesh.</summary>
[WireRecord]
[JsonRecord(DecodesItself = true, IgnoresUnknown = true)]
public sealed partial record ServiceConnect
{
    /// <summary>Whether it speaks the mesh's TLS itself.</summary>
    [JsonField(OmitEmpty = true)]
    public bool Native { get; init; }

    /// <summary>The proxy to register along with it; only in definitions.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["sidecar_service"])]
    public ServiceDefinition? SidecarService { get; init; }

    /// <summary>How instances imported from a peer are reached.</summary>
    [JsonField(OmitEmpty = true)]
    public PeeringServiceMeta? PeerMeta { get; init; }
}
