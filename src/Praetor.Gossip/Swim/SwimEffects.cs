using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>What the driver must do after a step. Reused between steps; order within a list matters, between them not.</summary>
internal sealed class SwimEffects
{
    /// <summary>Packets to send; one that cannot be sent is as good as lost.</summary>
    public List<PacketSend> Packets { get; } = [];

    /// <summary>Streams to open.</summary>
    public List<StreamOpen> Streams { get; } = [];

    /// <summary>Answers on streams that others opened.</summary>
    public List<StreamAnswer> Answers { get; } = [];

    /// <summary>Joins that came to their end: the number of nodes the other told of, or why there is none.</summary>
    public List<JoinEnd> Joins { get; } = [];

    /// <summary>What a person may want to know.</summary>
    public List<SwimNotice> Notices { get; } = [];

    public void Clear()
    {
        Packets.Clear();
        Streams.Clear();
        Answers.Clear();
        Joins.Clear();
        Notices.Clear();
    }
}

/// <summary>A packet of encoded messages.</summary>
/// <param name="To">Where.</param>
/// <param name="Messages">One to 255.</param>
/// <param name="WithChecksum">Whether the receiver is known to understand one.</param>
internal sealed record PacketSend(GossipAddress To, IReadOnlyList<ReadOnlyMemory<byte>> Messages, bool WithChecksum);

/// <summary>A stream to open, and to tell how it ended: with an answer, or without.</summary>
/// <param name="Stream">The core's number for it.</param>
/// <param name="To">Where.</param>
/// <param name="Message">What to say, in a stream's encoding.</param>
/// <param name="Timeout">For all of it.</param>
internal sealed record StreamOpen(long Stream, GossipAddress To, byte[] Message, TimeSpan Timeout);

/// <summary>What to say on a stream that another opened.</summary>
internal sealed record StreamAnswer(long Ticket, byte[] Message);

/// <summary>How a join ended; no error if it went well.</summary>
internal sealed record JoinEnd(long Request, string? Error);

/// <summary>Something of interest about a node.</summary>
internal sealed record SwimNotice(SwimNoticeKind Kind, string Node, string Detail = "");

/// <summary>What is of interest.</summary>
internal enum SwimNoticeKind
{
    /// <summary>This node found that another does not answer.</summary>
    Suspected,

    /// <summary>A suspicion ran out here; the detail says how many confirmed it.</summary>
    DeclaredDead,

    /// <summary>Someone believed this node suspect or dead, and was told otherwise.</summary>
    Refuted,

    /// <summary>A node answers streams and not packets: something between us drops them.</summary>
    OnlyStreamsPass,

    /// <summary>A node claims another's name.</summary>
    NameConflict,

    /// <summary>What another told of its pool was refused, and why.</summary>
    MergeRefused,

    /// <summary>There are more nodes than we hold.</summary>
    TooManyNodes,
}
