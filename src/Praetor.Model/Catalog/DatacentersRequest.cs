using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Reads the names of all datacenters (<c>Catalog.ListDatacenters</c>).</summary>
[WireRecord]
public sealed partial record DatacentersRequest : QueryOptions;
