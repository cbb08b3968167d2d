using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>Where a node or an instance runs.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record Locality
{
    /// <summary>The region.</summary>
    [JsonField(OmitEmpty = true)]
    public string Region { get; init; } = "";

    /// <summary>The zone within the region.</summary>
    [JsonField(OmitEmpty = true)]
    public string Zone { get; init; } = "";
}
