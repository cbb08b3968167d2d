using System.Text;
using Praetor.Foundation.Bytes;
using Praetor.Foundation.Text;

namespace Praetor.Http.Routing;

/// <summary>
/// The path of a request, decoded byte by byte. A server framework's decoded path would not do: keys of the KV store
/// are bytes, and Consul tells <c>%2F</c> from <c>/</c> nowhere and cleans paths as Go's ServeMux does.
/// </summary>
internal readonly struct RequestTarget
{
    private RequestTarget(ByteString path, string query)
    {
        Path = path;
        Query = query;
    }

    /// <summary>The decoded path, beginning with a slash.</summary>
    public ByteString Path { get; }

    /// <summary>What follows the question mark, as sent.</summary>
    public string Query { get; }

    /// <summary>Reads a request line's target. False when it is no path, or a percent sign stands without two hex digits.</summary>
    public static bool TryParse(string rawTarget, out RequestTarget target)
    {
        target = default;
        rawTarget = WithoutAuthority(rawTarget);
        var question = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var rawPath = question < 0 ? rawTarget.AsSpan() : rawTarget.AsSpan(0, question);
        if (rawPath.IsEmpty || rawPath[0] != '/')
        {
            return false;
        }

        if (!TryDecode(rawPath, out var path))
        {
            return false;
        }

        target = new RequestTarget(path, question < 0 ? "" : rawTarget[(question + 1)..]);
        return true;
    }

    /// <summary>Whether every character of the path can be printed, in the sense of Go's unicode.IsPrint.</summary>
    public bool IsPrintable()
    {
        var rest = Path.Span;
        while (!rest.IsEmpty)
        {
            // Bytes that are no UTF-8 read as U+FFFD, which prints.
            Rune.DecodeFromUtf8(rest, out var rune, out var consumed);
            if (!GoUnicode.IsPrintable(rune))
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }

    /// <summary>A proxy sends the whole URL (RFC 9112, section 3.2.2): only its path and query count here.</summary>
    private static string WithoutAuthority(string rawTarget)
    {
        const string Scheme = "http://";
        if (!rawTarget.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return rawTarget;
        }

        var path = rawTarget.IndexOf('/', Scheme.Length);
        return path < 0 ? "/" : rawTarget[path..];
    }

    private static bool TryDecode(ReadOnlySpan<char> raw, out ByteString path)
    {
        path = default;
        var decoded = new byte[Encoding.UTF8.GetMaxByteCount(raw.Length)];
        var length = 0;
        while (!raw.IsEmpty)
        {
            if (raw[0] != '%')
            {
                var plain = raw.IndexOf('%') is var next && next < 0 ? raw : raw[..next];
                length += Encoding.UTF8.GetBytes(plain, decoded.AsSpan(length));
                raw = raw[plain.Length..];
                continue;
            }

            if (raw.Length < 3 || !char.IsAsciiHexDigit(raw[1]) || !char.IsAsciiHexDigit(raw[2]))
            {
                return false;
            }

            decoded[length++] = (byte)(HexValue(raw[1]) << 4 | HexValue(raw[2]));
            raw = raw[3..];
        }

        path = ByteString.Copy(decoded.AsSpan(0, length));
        return true;
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
