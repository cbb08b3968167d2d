using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Operations;

/// <summary>Changes how the leader looks after the servers (log entry 9). The reply says whether the condition held.</summary>
[WireRecord]
public sealed partial record AutopilotSetConfigRequest : WriteRequest, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>What to write.</summary>
    public AutopilotConfig Config { get; init; } = AutopilotConfig.Empty;

    /// <summary>Whether only if the index is still the one in <see cref="Config"/>.</summary>
    [FieldName("CAS")]
    public bool CompareAndSet { get; init; }
}
