using System.Text;

namespace Praetor.Client.Asking;

/// <summary>Escapes as Go's net/url does: error texts quote the URL, and the server is to see what Consul's client sends.</summary>
/// <remarks>https://pkg.go.dev/net/url</remarks>
internal static class GoUrl
{
    /// <summary>A path; slashes stay.</summary>
    public static string Path(ReadOnlySpan<byte> path) => Escape(path, "$&+,/:;=@"u8, plus: false);

    /// <summary>One segment of a path: slashes are escaped too.</summary>
    public static string Segment(string segment) => Escape(Encoding.UTF8.GetBytes(segment), "$&+:=@"u8, plus: false);

    /// <summary>A parameter's name or value.</summary>
    public static string Query(string text) => Escape(Encoding.UTF8.GetBytes(text), [], plus: true);

    private static string Escape(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> alsoPlain, bool plus)
    {
        var escaped = new StringBuilder(bytes.Length);
        foreach (var octet in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || "-_.~"u8.Contains(octet) || alsoPlain.Contains(octet))
            {
                escaped.Append((char)octet);
            }
            else if (plus && octet == ' ')
            {
                escaped.Append('+');
            }
            else
            {
                escaped.Append('%').Append(Convert.ToHexString([octet]));
            }
        }

        return escaped.ToString();
    }
}
