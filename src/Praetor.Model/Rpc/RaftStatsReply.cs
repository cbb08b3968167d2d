using Praetor.Foundation.Wire;

namespace Praetor.Model.Rpc;

/// <summary>How far a server has come with the log (<c>Status.RaftStats</c>).</summary>
[WireRecord]
public sealed partial record RaftStatsReply
{
    /// <summary>How long ago it heard from the leader, as Go text; <c>0</c> on the leader, <c>never</c> before.</summary>
    public string LastContact { get; init; } = "";

    /// <summary>The term of its last entry.</summary>
    public ulong LastTerm { get; init; }

    /// <summary>The index of its last entry.</summary>
    public ulong LastIndex { get; init; }
}
