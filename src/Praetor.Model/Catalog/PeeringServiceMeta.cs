using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>How an imported service is reached through the mesh.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record PeeringServiceMeta
{
    /// <summary>The names for TLS server name indication.</summary>
    [FieldName("SNI")]
    [JsonField(OmitEmpty = true)]
    public IReadOnlyList<string>? Sni { get; init; }

    /// <summary>The identities it may present.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyList<string>? SpiffeID { get; init; }

    /// <summary>Its protocol: <c>tcp</c>, <c>http</c>, ...</summary>
    [JsonField(OmitEmpty = true)]
    public string Protocol { get; init; } = "";
}
