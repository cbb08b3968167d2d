namespace Praetor.Gossip.Pool;

/// <summary>What came of an attempt to join.</summary>
/// <param name="Joined">How many nodes were reached.</param>
/// <param name="Errors">What went wrong with the others, in memberlist's words.</param>
public sealed record JoinResult(int Joined, IReadOnlyList<string> Errors);
