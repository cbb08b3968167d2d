using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Rpc;

/// <summary>What every answer to a read carries: how fresh it is, and what to wait for next.</summary>
public abstract record QueryMeta
{
    /// <summary>Pass it as the minimum index to wait for the next change.</summary>
    public ulong Index { get; init; }

    /// <summary>How long ago a follower that answered heard from the leader.</summary>
    public GoDuration LastContact { get; init; }

    /// <summary>Whether the server that answered knows a leader.</summary>
    public bool KnownLeader { get; init; }

    /// <summary><c>leader</c>, <c>consistent</c> or <c>stale</c>: what was served.</summary>
    public string ConsistencyLevel { get; init; } = "";

    /// <summary>Whether the content was left out because nothing changed.</summary>
    public bool NotModified { get; init; }

    /// <summary>Who served it: 0 is a blocking query, 1 a stream.</summary>
    public int Backend { get; init; }

    /// <summary>Whether something was left out that the token may not read.</summary>
    [FieldName("ResultsFilteredByACLs")]
    public bool ResultsFilteredByAcls { get; init; }
}
