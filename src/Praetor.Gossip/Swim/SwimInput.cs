using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>Everything that can happen to a <see cref="SwimCore"/>.</summary>
internal abstract record SwimInput
{
    /// <summary>Time has passed: comes at <see cref="SwimCore.NextDeadline"/>, or before.</summary>
    internal sealed record Tick : SwimInput
    {
        public static readonly Tick Instance = new();
    }

    /// <summary>A packet arrived.</summary>
    internal sealed record PacketReceived(GossipAddress From, IReadOnlyList<SwimMessage> Messages) : SwimInput;

    /// <summary>
    /// Another node has opened a stream and said something. Where that wants an answer, it is in
    /// <see cref="SwimEffects.Answers"/> of the same step under the ticket; else the stream is closed.
    /// </summary>
    internal sealed record StreamRequested(long Ticket, SwimMessage Message) : SwimInput;

    /// <summary>The answer on a stream of <see cref="SwimEffects.Streams"/>.</summary>
    internal sealed record StreamAnswered(long Stream, SwimMessage Message) : SwimInput;

    /// <summary>A stream of <see cref="SwimEffects.Streams"/> ends without an answer.</summary>
    internal sealed record StreamFailed(long Stream, string Reason) : SwimInput;

    /// <summary>Exchange everything with the node at an address. Ends in <see cref="SwimEffects.Joins"/>.</summary>
    /// <param name="Request">The caller's number for it.</param>
    /// <param name="Address">Where.</param>
    internal sealed record Join(long Request, GossipAddress Address) : SwimInput;

    /// <summary>Say goodbye. <see cref="SwimCore.HasLeft"/> tells when enough others were told.</summary>
    internal sealed record Leave : SwimInput;

    /// <summary>Change what this node says of itself.</summary>
    /// <param name="Meta">At most <see cref="GossipLimits.MetaBytesMax"/> bytes.</param>
    internal sealed record UpdateMeta(byte[]? Meta) : SwimInput;
}
