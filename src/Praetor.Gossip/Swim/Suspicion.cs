namespace Praetor.Gossip.Swim;

/// <summary>
/// A node's time to refute (Lifeguard, section 4.2): long while one node alone suspects it, shorter with every other that
/// confirms, so that an unwell accuser does little harm.
/// </summary>
internal sealed class Suspicion
{
    private readonly TimeSpan _began;
    private readonly TimeSpan _min;
    private readonly TimeSpan _max;
    private readonly int _expected;

    // At most the expected confirmations and the first accuser: SuspicionMultiplier - 1.
    private readonly List<string> _accusers;

    public Suspicion(string accuser, int expected, TimeSpan min, TimeSpan max, TimeSpan now)
    {
        (_accusers, _expected, _min, _max, _began) = ([accuser], expected, min, max, now);
        Deadline = _began + SwimFormulas.SuspicionLength(0, expected, min, max);
    }

    /// <summary>When the node is dead.</summary>
    public TimeSpan Deadline { get; private set; }

    /// <summary>How many others have confirmed.</summary>
    public int Confirmations => _accusers.Count - 1;

    /// <summary>Takes in a confirmation; false if it is of no new accuser, or no more are needed.</summary>
    public bool Confirm(string accuser)
    {
        if (Confirmations >= _expected || _accusers.Contains(accuser))
        {
            return false;
        }

        _accusers.Add(accuser);
        Deadline = _began + SwimFormulas.SuspicionLength(Confirmations, _expected, _min, _max);
        return true;
    }
}
