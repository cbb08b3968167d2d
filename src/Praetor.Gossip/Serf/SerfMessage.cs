using System.Net;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>The first byte of everything Serf sends inside memberlist's user messages and push/pulls.</summary>
internal enum SerfKind : byte
{
    Leave = 0,
    Join = 1,
    PushPull = 2,
    UserEvent = 3,
    Query = 4,
    QueryResponse = 5,
    ConflictResponse = 6,
    KeyRequest = 7,
    KeyResponse = 8,
    Relay = 9,
}

/// <summary>What Serf's nodes say to each other.</summary>
internal abstract record SerfMessage
{
    private SerfMessage() { }

    /// <summary>A node means to leave, or is told to have left.</summary>
    /// <param name="Time">On the clock of members.</param>
    /// <param name="Node">Who.</param>
    /// <param name="Prune">Whether to forget it at once.</param>
    internal sealed record Leave(ulong Time, string Node, bool Prune) : SerfMessage;

    /// <summary>A node means to be here.</summary>
    internal sealed record Join(ulong Time, string Node) : SerfMessage;

    /// <summary>An event of the application's.</summary>
    internal sealed record UserEvent(ulong Time, string Name) : SerfMessage
    {
        public byte[]? Payload { get; init; }

        /// <summary>Whether only the newest of its name matters.</summary>
        public bool Coalesces { get; init; }
    }

    /// <summary>A question to all or some.</summary>
    internal sealed record Query(ulong Time, uint Id, string Name) : SerfMessage
    {
        public GossipAddress AnswerTo { get; init; }

        public string SourceNode { get; init; } = "";

        /// <summary>Encoded filters, all of which must fit; see <see cref="QueryFilter"/>.</summary>
        public IReadOnlyList<byte[]>? Filters { get; init; }

        public QueryFlags Flags { get; init; }

        public byte RelayFactor { get; init; }

        /// <summary>In nanoseconds.</summary>
        public long Timeout { get; init; }

        public byte[]? Payload { get; init; }
    }

    /// <summary>An answer to a question, or that it has arrived.</summary>
    internal sealed record QueryResponse(ulong Time, uint Id, string From) : SerfMessage
    {
        public QueryFlags Flags { get; init; }

        public byte[]? Payload { get; init; }
    }

    /// <summary>What a node knows under a name that two claim.</summary>
    internal sealed record ConflictResponse(SerfMember Member) : SerfMessage;

    /// <summary>A key to install, use or remove.</summary>
    internal sealed record KeyRequest(byte[]? Key) : SerfMessage;

    /// <summary>What became of a key, or which there are.</summary>
    internal sealed record KeyResponse(bool IsDone, string Text) : SerfMessage
    {
        /// <summary>In base64.</summary>
        public IReadOnlyList<string>? Keys { get; init; }

        public string PrimaryKey { get; init; } = "";
    }

    /// <summary>A message to pass on.</summary>
    /// <param name="Address">To where; the port is a number of its own on the wire.</param>
    /// <param name="Node">To whom.</param>
    /// <param name="Message">An encoded message.</param>
    internal sealed record Relay(GossipAddress Address, string Node, byte[] Message) : SerfMessage;

    /// <summary>All of Serf's that is not memberlist's.</summary>
    internal sealed record PushPull(ulong Time, ulong EventTime, ulong QueryTime) : SerfMessage
    {
        public IReadOnlyDictionary<string, ulong>? StatusTimes { get; init; }

        public IReadOnlyList<string>? LeftMembers { get; init; }

        public IReadOnlyList<EventBucket?>? Events { get; init; }
    }
}

/// <summary>The events of one time.</summary>
internal sealed record EventBucket(ulong Time, IReadOnlyList<RecentEvent> Events);

/// <summary>An event that was seen.</summary>
internal readonly record struct RecentEvent(string Name, byte[]? Payload)
{
    public bool SaysSame(RecentEvent other) => Name == other.Name && Payload.AsSpan().SequenceEqual(other.Payload);
}

/// <summary>How a query is answered and passed on.</summary>
[Flags]
internal enum QueryFlags : uint
{
    None = 0,

    /// <summary>Of a query: acknowledge it. Of a response: it only acknowledges.</summary>
    Ack = 1,

    /// <summary>Do not gossip it.</summary>
    NoBroadcast = 2,
}

/// <summary>What is believed of a member; the numbers are the wire's.</summary>
public enum MemberStatus
{
    None = 0,
    Alive = 1,
    Leaving = 2,
    Left = 3,
    Failed = 4,
}

/// <summary>A member of the pool.</summary>
public sealed record SerfMember(string Name, IPAddress Address, ushort Port, MemberStatus Status)
{
    public IReadOnlyDictionary<string, string> Tags { get; init; } = WireMap<string>.Empty;

    public ProtocolVersions Versions { get; init; }
}
