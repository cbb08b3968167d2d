using Praetor.Foundation.Wire;

namespace Praetor.Model.Proxies;

/// <summary>How other datacenters are reached.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record MeshGatewayConfig
{
    /// <summary><c>none</c>, <c>local</c>, <c>remote</c> or empty for the default.</summary>
    [JsonField(OmitEmpty = true, GoType = "structs.MeshGatewayMode")]
    public string Mode { get; init; } = "";
}
