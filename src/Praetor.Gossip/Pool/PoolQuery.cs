namespace Praetor.Gossip.Pool;

/// <summary>A question to all members, or some.</summary>
public sealed record PoolQuery
{
    public required string Name { get; init; }

    public byte[]? Payload { get; init; }

    /// <summary>Members that are asked; null for all.</summary>
    public IReadOnlyList<string>? Nodes { get; init; }

    /// <summary>Regular expressions that tags of the members must match; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Whether members tell that the question has reached them.</summary>
    public bool WantsAcks { get; init; }

    /// <summary>By way of how many others answers come as well: 0 to 255.</summary>
    public byte RelayFactor { get; init; }

    /// <summary>How long answers are taken; null for Serf's default, which grows with the pool.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>What came of a question.</summary>
/// <param name="Error">Why it was not asked; null if it was.</param>
/// <param name="Members">How many members were there when it was asked.</param>
/// <param name="Acks">Whom it reached, as far as they told.</param>
/// <param name="Answers">Who answered what.</param>
public sealed record QueryResult(
    string? Error,
    int Members,
    IReadOnlyList<string> Acks,
    IReadOnlyList<KeyValuePair<string, byte[]?>> Answers
);
