using System.Text;

namespace Praetor.Foundation.Wire;

/// <summary>
/// Gives back the same string for the same short text, most of the time. The catalog says the same words over and over
/// (names of nodes and services, states, tags, keys of metadata), and ten thousand instances keep them in memory.
/// </summary>
/// <remarks>
/// A table per thread, so without locks; a text replaces another in its slot, so it is bounded. Secrets are UUIDs and
/// longer than what is pooled.
/// </remarks>
internal static class TextPool
{
    /// <summary>A power of two; 1,024 words cover a large catalog's vocabulary in 8 KB of references a thread.</summary>
    private const int Slots = 1024;

    /// <summary>Longer texts are rarely said twice.</summary>
    private const int LengthMax = 32;

    [ThreadStatic]
    private static string?[]? Pooled;

    /// <summary>The text that the UTF-8 says; bytes that are none become U+FFFD.</summary>
    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        if (utf8.Length > LengthMax)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var slot = ref (Pooled ??= new string?[Slots])[Hash(utf8) & (Slots - 1)];
        // Only ASCII is ever equal here; anything else is decoded anew each time.
        return slot is not null && Ascii.Equals(utf8, slot) ? slot : slot = Encoding.UTF8.GetString(utf8);
    }

    // FNV-1a: enough for a cache, and a collision costs a string.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 16777619;
        }

        return hash ^ (hash >> 16);
    }
}
