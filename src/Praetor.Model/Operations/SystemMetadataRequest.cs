using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Operations;

/// <summary>Changes a fact that servers keep for themselves (log entry 31).</summary>
[WireRecord]
public sealed partial record SystemMetadataRequest : WriteRequest, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary><c>upsert</c> or <c>delete</c>.</summary>
    public string Op { get; init; } = "";

    /// <summary>The fact.</summary>
    public SystemMetadataEntry? Entry { get; init; }
}
