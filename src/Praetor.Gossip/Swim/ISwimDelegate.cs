namespace Praetor.Gossip.Swim;

/// <summary>
/// The application on top of a <see cref="SwimCore"/>: Serf, or nothing in tests. Called in the middle of a step, on the
/// core's own thread; it must not call the core back.
/// </summary>
internal interface ISwimDelegate
{
    /// <summary>Whether to believe that this node is there.</summary>
    bool Admits(SwimMember member);

    /// <summary>Why the pool must not be joined with nodes like these; null if it may.</summary>
    string? RefuseMerge(IReadOnlyList<SwimMember> members);

    /// <summary>What to add to a push/pull.</summary>
    byte[] LocalState(bool isJoin);

    /// <summary>What the other added to a push/pull; bytes nobody vouches for.</summary>
    void MergeState(ReadOnlySpan<byte> state, bool isJoin);

    /// <summary>A message of another's application; bytes nobody vouches for.</summary>
    void Receive(ReadOnlyMemory<byte> message);

    /// <summary>Adds messages to send along, and returns the bytes they take.</summary>
    /// <param name="bytesEach">What each takes beside its own bytes.</param>
    /// <param name="bytesMax">What all may take.</param>
    /// <param name="countMax">How many.</param>
    /// <param name="into">Where they are added.</param>
    int TakeBroadcasts(int bytesEach, int bytesMax, int countMax, List<ReadOnlyMemory<byte>> into);

    /// <summary>What to add to the answer to a ping; null for nothing.</summary>
    byte[]? AckPayload();

    /// <summary>A ping was answered at once.</summary>
    void PingCompleted(SwimMember member, TimeSpan roundTrip, byte[]? payload);

    /// <summary>A node is there that was not.</summary>
    void Joined(SwimMember member);

    /// <summary>A node is there no longer; its state tells how it went.</summary>
    void Left(SwimMember member);

    /// <summary>A node says something else of itself.</summary>
    void Updated(SwimMember member);

    /// <summary>A node claims the name of another that is there.</summary>
    void Conflicted(SwimMember existing, SwimMember other);
}
