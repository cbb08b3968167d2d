namespace Praetor.Gossip.Encryption;

/// <summary>
/// The keys of a pool. The first is the primary and seals; all of them open. An immutable list is swapped as a whole, so
/// that the loops of packets and streams read it while a rotation changes it; one loop makes the changes.
/// </summary>
public sealed class Keyring
{
    /// <summary>A rotation needs two; more are old ones nobody removed.</summary>
    public const int KeysMax = 64;

    private volatile byte[][] _keys;

    private Keyring(byte[][] keys) => _keys = keys;

    /// <summary>The keys, the primary first.</summary>
    public IReadOnlyList<byte[]> Keys => _keys;

    /// <summary>The key that seals.</summary>
    public byte[] Primary => _keys[0];

    /// <summary>Makes a ring.</summary>
    /// <param name="primary">The key that seals; 16, 24 or 32 bytes.</param>
    /// <param name="others">Keys that open as well.</param>
    /// <returns>The ring, or what is wrong.</returns>
    public static (Keyring? Ring, KeyringOutcome Outcome) Create(byte[] primary, IEnumerable<byte[]> others)
    {
        if (!IsKey(primary))
        {
            return (null, KeyringOutcome.WrongSize);
        }

        var ring = new Keyring([primary]);
        foreach (var key in others)
        {
            if (ring.Install(key) is var outcome and not KeyringOutcome.Done)
            {
                return (null, outcome);
            }
        }

        return (ring, KeyringOutcome.Done);
    }

    /// <summary>Adds a key that opens. One that is there already stays where it is.</summary>
    public KeyringOutcome Install(byte[] key)
    {
        if (!IsKey(key))
        {
            return KeyringOutcome.WrongSize;
        }

        if (IndexOf(key) >= 0)
        {
            return KeyringOutcome.Done;
        }

        if (_keys.Length == KeysMax)
        {
            return KeyringOutcome.Full;
        }

        _keys = [.. _keys, key];
        return KeyringOutcome.Done;
    }

    /// <summary>Makes an installed key the primary.</summary>
    public KeyringOutcome Use(byte[] key)
    {
        var at = IndexOf(key);
        if (at < 0)
        {
            return KeyringOutcome.NotInstalled;
        }

        var keys = _keys;
        _keys = [keys[at], .. keys[..at], .. keys[(at + 1)..]];
        return KeyringOutcome.Done;
    }

    /// <summary>Removes a key; the primary cannot be. One that is not there is gone already.</summary>
    public KeyringOutcome Remove(byte[] key)
    {
        var at = IndexOf(key);
        if (at == 0)
        {
            return KeyringOutcome.IsPrimary;
        }

        if (at > 0)
        {
            _keys = [.. _keys[..at], .. _keys[(at + 1)..]];
        }

        return KeyringOutcome.Done;
    }

    /// <summary>What memberlist says to the outcome; null if it is done.</summary>
    public static string? Describe(KeyringOutcome outcome) =>
        outcome switch
        {
            KeyringOutcome.Done => null,
            KeyringOutcome.WrongSize => "key size must be 16, 24 or 32 bytes",
            KeyringOutcome.NotInstalled => "Requested key is not in the keyring",
            KeyringOutcome.IsPrimary => "Removing the primary key is not allowed",
            _ => $"The keyring holds {KeysMax} keys and takes no more",
        };

    private static bool IsKey(byte[] key) => key.Length is 16 or 24 or 32;

    private int IndexOf(byte[] key) => Array.FindIndex(_keys, it => it.AsSpan().SequenceEqual(key));
}

/// <summary>What became of a change to a ring.</summary>
public enum KeyringOutcome
{
    Done,
    WrongSize,
    NotInstalled,
    IsPrimary,
    Full,
}
