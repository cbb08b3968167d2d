using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Keyrings;

/// <summary>What all pools said to an operation on their keys.</summary>
[WireRecord]
public sealed partial record KeyringResponses : QueryMeta
{
    /// <summary>Pool by pool, the one between datacenters first.</summary>
    public IReadOnlyList<KeyringResponse>? Responses { get; init; }
}
