using System.Buffers;
using Praetor.Foundation.Wire;

namespace Praetor.Consensus.Log;

/// <summary>
/// A log entry as HashiCorp Raft carries it on the wire and keeps it in its log store:
/// <c>{AppendedAt, Data, Extensions, Index, Term, Type}</c> in msgpack.
/// </summary>
internal static class LogEntryCodec
{
    public static void Write(LogEntry entry, IBufferWriter<byte> output)
    {
        var writer = new MsgPackWriter(output);
        writer.WriteMapHeader(6);
        writer.WriteString("AppendedAt");
        writer.WriteTime(entry.AppendedAt);
        writer.WriteString("Data");
        WriteBytes(writer, entry.Data);
        writer.WriteString("Extensions");
        WriteBytes(writer, entry.Extensions);
        writer.WriteString("Index");
        writer.WriteUInt64(entry.Index.Value);
        writer.WriteString("Term");
        writer.WriteUInt64(entry.Term.Value);
        writer.WriteString("Type");
        writer.WriteUInt64((ulong)entry.Type);
    }

    /// <exception cref="WireFormatException">The bytes are no entry.</exception>
    public static LogEntry Read(ref MsgPackReader reader)
    {
        var (index, term, type) = (0UL, 0UL, 0UL);
        byte[]? data = null;
        byte[]? extensions = null;
        var appendedAt = GoTime.Zero;
        for (var fields = reader.EnterMap(); fields > 0; fields--)
        {
            switch (reader.ReadString())
            {
                case "AppendedAt":
                    appendedAt = reader.ReadTime();
                    break;
                case "Data":
                    data = reader.ReadBytes();
                    break;
                case "Extensions":
                    extensions = reader.ReadBytes();
                    break;
                case "Index":
                    index = reader.ReadUInt64();
                    break;
                case "Term":
                    term = reader.ReadUInt64();
                    break;
                case "Type":
                    type = reader.ReadUInt64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
        if (type > byte.MaxValue)
        {
            throw new WireFormatException(reader.Position, $"an entry of type {type}");
        }

        return new LogEntry
        {
            Index = new LogIndex(index),
            Term = new Term(term),
            Type = (LogEntryType)type,
            Data = data,
            Extensions = extensions,
            AppendedAt = appendedAt,
        };
    }

    // Go's nil and empty slices differ on the wire; no data is always nil there.
    private static void WriteBytes(MsgPackWriter writer, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteRaw(bytes.Span);
        }
    }
}
