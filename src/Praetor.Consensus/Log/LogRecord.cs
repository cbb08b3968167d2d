using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Praetor.Foundation.Wire;

namespace Praetor.Consensus.Log;

/// <summary>
/// An entry as a segment holds it. Little-endian:
/// <code>
///  0  magic "PREC"            4
///  4  CRC-32C of all behind   4
///  8  bytes behind the head   4   (extensions and data)
/// 12  bytes of extensions     4
/// 16  index                   8
/// 24  term                    8
/// 32  synced                  8   (how much of the segment was durable when this was written)
/// 40  type                    1
/// 41  appended at            15   (Go's binary time)
/// 56  extensions, then data
/// </code>
/// </summary>
/// <remarks>
/// <c>synced</c> tells a torn tail from a corrupt middle: damage that a later record claims was durable before it was
/// written is no torn write, but a broken disk, and acknowledged entries may be gone.
/// </remarks>
internal static class LogRecord
{
    public const int HeadBytes = 56;

    /// <summary>What a record begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "PREC"u8;

    public static int SizeOf(LogEntry entry) => HeadBytes + entry.Extensions.Length + entry.Data.Length;

    public static void Write(LogEntry entry, long synced, ArrayBufferWriter<byte> output)
    {
        var size = SizeOf(entry);
        var record = output.GetSpan(size)[..size];
        Magic.CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], size - HeadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], entry.Extensions.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(record[16..], entry.Index.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(record[24..], entry.Term.Value);
        BinaryPrimitives.WriteInt64LittleEndian(record[32..], synced);
        record[40] = (byte)entry.Type;
        entry.AppendedAt.WriteTo(record[41..]);
        entry.Extensions.Span.CopyTo(record[HeadBytes..]);
        entry.Data.Span.CopyTo(record[(HeadBytes + entry.Extensions.Length)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Checksum.Of(record[8..]));
        output.Advance(size);
    }

    /// <summary>Reads the record at the start of some bytes.</summary>
    /// <returns>The entry, or null if what is there is not a whole, good record.</returns>
    public static LogEntry? TryRead(ReadOnlySpan<byte> bytes, out int size, out long synced)
    {
        (size, synced) = (0, 0);
        if (bytes.Length < HeadBytes || !bytes.StartsWith(Magic))
        {
            return null;
        }

        var behind = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        var extensions = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        if (behind < 0 || behind > bytes.Length - HeadBytes || extensions < 0 || extensions > behind)
        {
            return null;
        }

        var record = bytes[..(HeadBytes + behind)];
        if (
            BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) != Checksum.Of(record[8..])
            || !GoTime.TryRead(record.Slice(41, GoTime.Size), out var appendedAt)
        )
        {
            return null;
        }

        size = record.Length;
        synced = BinaryPrimitives.ReadInt64LittleEndian(record[32..]);
        return new LogEntry
        {
            Index = new LogIndex(BinaryPrimitives.ReadUInt64LittleEndian(record[16..])),
            Term = new Term(BinaryPrimitives.ReadUInt64LittleEndian(record[24..])),
            Type = (LogEntryType)record[40],
            AppendedAt = appendedAt,
            Extensions = record.Slice(HeadBytes, extensions).ToArray(),
            Data = record[(HeadBytes + extensions)..].ToArray(),
        };
    }
}

/// <summary>CRC-32C (Castagnoli), which the processor computes.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var single in bytes)
        {
            crc = BitOperations.Crc32C(crc, single);
        }

        return ~crc;
    }
}
