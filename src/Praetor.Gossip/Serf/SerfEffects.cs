using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>What the driver must do after a step. Reused between steps.</summary>
internal sealed class SerfEffects
{
    /// <summary>What the protocol below asks for.</summary>
    public SwimEffects Swim { get; } = new();

    /// <summary>What happened, in order.</summary>
    public List<SerfEvent> Events { get; } = [];

    /// <summary>What to append to the snapshot.</summary>
    public List<SnapshotLine> Snapshot { get; } = [];

    /// <summary>Messages of peers that were refused.</summary>
    public int Refused { get; set; }

    public void Clear()
    {
        Swim.Clear();
        Events.Clear();
        Snapshot.Clear();
        Refused = 0;
    }
}

/// <summary>Something the application may want to know.</summary>
public abstract record SerfEvent
{
    /// <summary>A member came, went, failed, changed or was forgotten.</summary>
    public sealed record Member(MemberChange Change, SerfMember Who) : SerfEvent;

    /// <summary>An event arrived; each once, except after a restart.</summary>
    public sealed record User(ulong Time, string Name, byte[]? Payload, bool Coalesces) : SerfEvent;

    /// <summary>A query arrived. It may be answered once with the ticket, until its time is over.</summary>
    public sealed record Asked(QueryTicket Ticket, byte[]? Payload) : SerfEvent;

    /// <summary>A member has acknowledged a query of ours.</summary>
    internal sealed record Acknowledged(long Request, string From) : SerfEvent;

    /// <summary>A member has answered a query of ours.</summary>
    internal sealed record Answered(long Request, string From, byte[]? Payload) : SerfEvent;

    /// <summary>The time of a query of ours is over.</summary>
    internal sealed record QueryEnded(long Request) : SerfEvent;

    /// <summary>
    /// The key ring was changed by a query: keep it on disk, and say with <see cref="SerfInput.KeysKept"/> how that went.
    /// Who asked is answered then.
    /// </summary>
    public sealed record KeysChanged(QueryTicket Ticket) : SerfEvent;

    /// <summary>Most members know another under this member's name: it must stop.</summary>
    public sealed record NameLost(int Votes, int Responses) : SerfEvent;
}

/// <summary>What happened to a member.</summary>
public enum MemberChange
{
    Joined,
    Left,
    Failed,
    Updated,
    Reaped,
}

/// <summary>A query that arrived, and where its answer goes.</summary>
public sealed record QueryTicket(ulong Time, uint Id, string Name, GossipAddress AnswerTo, string SourceNode)
{
    public byte RelayFactor { get; init; }

    /// <summary>When its time is over.</summary>
    public TimeSpan EndsAt { get; init; }
}
