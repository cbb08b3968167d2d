namespace Praetor.Gossip.Swim;

/// <summary>
/// How well this node itself is (Lifeguard, section 4.1): 0 is well; each sign that others are right and it is not adds
/// to the score, and an unwell node waits longer before it suspects.
/// </summary>
internal sealed class Awareness(int multiplierMax)
{
    /// <summary>From 0 to one less than the largest multiplier.</summary>
    public int Score { get; private set; }

    /// <summary>Adds to the score, within its bounds.</summary>
    public void Apply(int change) => Score = Math.Clamp(Score + change, 0, Math.Max(multiplierMax, 1) - 1);

    /// <summary>The interval, longer the less well this node is.</summary>
    public TimeSpan Scale(TimeSpan interval) => interval * (Score + 1);
}
