using System.Text;

namespace Praetor.Foundation.Bytes;

/// <summary>
/// An immutable sequence of bytes that is usually UTF-8 text, ordered byte by byte. Keys of the KV store are this and
/// not strings: Consul keeps any bytes a client sends, and a string could not hold those that are no text.
/// </summary>
/// <remarks>It also halves the memory of a key, and compares and copies to a response without transcoding.</remarks>
public readonly struct ByteString : IEquatable<ByteString>, IComparable<ByteString>
{
    private readonly byte[]? _bytes;

    private ByteString(byte[] bytes) => _bytes = bytes;

    /// <summary>No bytes; the same as <c>default</c>.</summary>
    public static ByteString Empty => default;

    /// <summary>How many bytes.</summary>
    public int Length => _bytes?.Length ?? 0;

    /// <summary>Whether there are no bytes.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>The bytes, for code that keeps them over an await.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    /// <summary>A copy of the given bytes.</summary>
    public static ByteString Copy(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? default : new ByteString(bytes.ToArray());

    /// <summary>Takes over an array that nobody will write to again.</summary>
    public static ByteString Adopt(byte[] bytes) => bytes.Length == 0 ? default : new ByteString(bytes);

    /// <summary>The text's UTF-8.</summary>
    public static ByteString From(string text) => Adopt(Encoding.UTF8.GetBytes(text));

    public static implicit operator ByteString(string text) => From(text);

    public bool Equals(ByteString other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is ByteString other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>Byte order, shorter first where one begins with the other.</summary>
    public int CompareTo(ByteString other) => Span.SequenceCompareTo(other.Span);

    /// <summary>The bytes from an offset on, as a copy.</summary>
    /// <param name="start">0 to <see cref="Length"/>.</param>
    public ByteString Slice(int start) => start == 0 ? this : Copy(Span[start..]);

    /// <summary>Whether these bytes begin with the given ones.</summary>
    public bool StartsWith(ReadOnlySpan<byte> prefix) => Span.StartsWith(prefix);

    /// <summary>As text; bytes that are no UTF-8 become U+FFFD, as in Go's JSON.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    public static bool operator ==(ByteString left, ByteString right) => left.Equals(right);

    public static bool operator !=(ByteString left, ByteString right) => !left.Equals(right);

    public static bool operator <(ByteString left, ByteString right) => left.CompareTo(right) < 0;

    public static bool operator >(ByteString left, ByteString right) => left.CompareTo(right) > 0;

    public static bool operator <=(ByteString left, ByteString right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ByteString left, ByteString right) => left.CompareTo(right) >= 0;
}
