using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Answers <c>Catalog.ListServices</c>.</summary>
[WireRecord]
public sealed partial record IndexedServices : QueryMeta
{
    /// <summary>The services, each with all tags that any of its instances has.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>?>? Services { get; init; }
}
