using System.Buffers.Binary;
using System.Globalization;

namespace Praetor.Consensus.Log;

/// <summary>
/// One file of the log, named by its first index. It begins with a head: magic "PRAETLOG", first index, the term of the
/// entry before it (both u64, little-endian), a checksum of these and four zero bytes; then come the records.
/// </summary>
internal sealed class LogSegment(string path, LogIndex firstIndex, Term previousTerm)
{
    public const int HeadBytes = 32;
    private const string Extension = ".log";

    // Guards _offsets: the writer adds while readers look.
    private readonly Lock _gate = new();

    // Where each entry begins. Segments stay below 2 GiB: they are rolled at 16 MiB and an entry has at most 64 more.
    private readonly List<int> _offsets = [];

    public string Path => path;

    public LogIndex FirstIndex => firstIndex;

    public Term PreviousTerm => previousTerm;

    /// <summary>The last entry; the one before the first if there is none.</summary>
    public LogIndex LastIndex
    {
        get
        {
            lock (_gate)
            {
                return firstIndex.Plus(_offsets.Count - 1L);
            }
        }
    }

    public static string PathFor(string folder, LogIndex firstIndex) =>
        $"{folder}/{firstIndex.Value.ToString("D20", CultureInfo.InvariantCulture)}{Extension}";

    /// <summary>The first index that a file name promises; null if it is not a segment's.</summary>
    public static LogIndex? FirstIndexOf(string name) =>
        name.Length == 20 + Extension.Length
        && name.EndsWith(Extension, StringComparison.Ordinal)
        && ulong.TryParse(name.AsSpan(0, 20), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            ? new LogIndex(first)
            : null;

    public byte[] Head()
    {
        var head = new byte[HeadBytes];
        "PRAETLOG"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(8), firstIndex.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(16), previousTerm.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(24), Checksum.Of(head.AsSpan(0, 24)));
        return head;
    }

    /// <summary>The term before the first entry; null if the bytes do not begin with this segment's head.</summary>
    public static Term? TryReadHead(ReadOnlySpan<byte> bytes, LogIndex firstIndex)
    {
        if (
            bytes.Length < HeadBytes
            || !bytes.StartsWith("PRAETLOG"u8)
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) != firstIndex.Value
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) != Checksum.Of(bytes[..24])
        )
        {
            return null;
        }

        return new Term(BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
    }

    /// <summary>The next entry begins there.</summary>
    public void Add(int offset)
    {
        lock (_gate)
        {
            _offsets.Add(offset);
        }
    }

    /// <summary>Where an entry begins; null if the segment does not have it.</summary>
    public int? OffsetOf(LogIndex index)
    {
        lock (_gate)
        {
            return index >= firstIndex && index.Value - firstIndex.Value < (ulong)_offsets.Count
                ? _offsets[(int)(index.Value - firstIndex.Value)]
                : null;
        }
    }

    /// <summary>Forgets an entry and all after it.</summary>
    public void TruncateFrom(LogIndex index)
    {
        lock (_gate)
        {
            var kept = (int)(index.Value - firstIndex.Value);
            _offsets.RemoveRange(kept, _offsets.Count - kept);
        }
    }
}
