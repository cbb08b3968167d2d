using System.Text;
using Praetor.Foundation.Bytes;

namespace Praetor.Http.Routing;

/// <summary>
/// The shortest equal path, as Go's ServeMux redirects to it: no empty, <c>.</c> or <c>..</c> segments, a trailing slash kept.
/// </summary>
internal static class PathCleaning
{
    /// <summary>Whether the path is clean already, which nearly all are: found out without copying.</summary>
    public static bool IsClean(ReadOnlySpan<byte> path)
    {
        var rest = path[1..];
        while (true)
        {
            var slash = rest.IndexOf((byte)'/');
            var segment = slash < 0 ? rest : rest[..slash];
            if (segment is [] ? slash >= 0 : segment is [(byte)'.'] or [(byte)'.', (byte)'.'])
            {
                return false;
            }

            if (slash < 0)
            {
                return true;
            }

            rest = rest[(slash + 1)..];
        }
    }

    public static ByteString Clean(ReadOnlySpan<byte> path)
    {
        var segments = new List<byte[]>();
        foreach (var range in path.Split((byte)'/'))
        {
            switch (path[range])
            {
                case [] or [(byte)'.']:
                    break;
                case [(byte)'.', (byte)'.']:
                    segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
                    break;
                case var segment:
                    segments.Add(segment.ToArray());
                    break;
            }
        }

        var clean = new MemoryStream(path.Length);
        foreach (var segment in segments)
        {
            clean.WriteByte((byte)'/');
            clean.Write(segment);
        }

        if (segments.Count == 0 || path[^1] == '/')
        {
            clean.WriteByte((byte)'/');
        }

        return ByteString.Adopt(clean.ToArray());
    }

    /// <summary>The path as it stands in a Location header.</summary>
    public static string Escape(ReadOnlySpan<byte> path)
    {
        var escaped = new StringBuilder(path.Length + 16);
        foreach (var b in path)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || "-_.~$&+,/:;=@".Contains((char)b, StringComparison.Ordinal))
            {
                escaped.Append((char)b);
            }
            else
            {
                escaped.Append('%').Append(Convert.ToHexString([b]));
            }
        }

        return escaped.ToString();
    }
}
