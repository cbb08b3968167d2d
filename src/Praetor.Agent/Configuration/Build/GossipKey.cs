using System.Globalization;

namespace Praetor.Agent.Configuration.Build;

/// <summary>The rules for a gossip key: base64 of 16, 24 or 32 bytes.</summary>
internal static class GossipKey
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>What is wrong with the key, in Go's words, or null.</summary>
    public static string? Refuse(string text)
    {
        // Go reads over line ends, and counts them.
        var at = text.AsSpan().IndexOfAnyExcept(Alphabet + "\r\n");
        var length = text.Count(character => character is not ('\r' or '\n'));
        if (at >= 0 && (text[at] != '=' || !IsPadding(text, at)))
        {
            return Illegal(at);
        }

        if (at < 0 && length % 4 != 0)
        {
            return Illegal(text.Length - length % 4);
        }

        return Convert.FromBase64String(text).Length is 16 or 24 or 32
            ? null
            : "memberlist: invalid key size: key size must be 16, 24 or 32 bytes";
    }

    private static bool IsPadding(string text, int at)
    {
        var before = text.AsSpan(0, at).Count("\r") + text.AsSpan(0, at).Count("\n");
        return (at - before) % 4 is var place
            && text[at..].TrimEnd('\r', '\n') == (place == 2 ? "==" : "=")
            && place >= 2;
    }

    private static string Illegal(int at) =>
        string.Create(CultureInfo.InvariantCulture, $"illegal base64 data at input byte {at}");
}
