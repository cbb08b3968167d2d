using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Kv;

namespace Praetor.Model.Transactions;

/// <summary>What one operation gave: one of the members is there.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record TxnResult
{
    /// <summary>The key.</summary>
    [JsonField(OmitEmpty = true)]
    public DirEntry? KV { get; init; }

    /// <summary>The node.</summary>
    [JsonField(OmitEmpty = true)]
    public Node? Node { get; init; }

    /// <summary>The instance.</summary>
    [JsonField(OmitEmpty = true)]
    public NodeService? Service { get; init; }

    /// <summary>The check.</summary>
    [JsonField(OmitEmpty = true)]
    public HealthCheck? Check { get; init; }
}
