using System.Buffers.Binary;
using System.IO.Hashing;
using Praetor.Consensus;
using Praetor.Consensus.Log;

namespace Praetor.TestKit.Consensus;

/// <summary>
/// A state machine whose state is a chain of hashes over everything applied: two of them are equal at an index only if
/// they have seen the same commands at the same indexes.
/// </summary>
public sealed class ChainMachine
{
    private const int StateBytes = 24;

    /// <summary>The last entry, of whatever type.</summary>
    public LogIndex Index { get; private set; }

    public Term Term { get; private set; }

    public ulong Chain { get; private set; }

    public void Apply(LogEntry entry)
    {
        var bytes = new byte[entry.Data.Length + 25];
        entry.Data.CopyTo(bytes);
        var tail = bytes.AsSpan(entry.Data.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(tail, entry.Index.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(tail[8..], entry.Term.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(tail[16..], Chain);
        tail[24] = (byte)entry.Type;
        Chain = XxHash3.HashToUInt64(bytes);
        (Index, Term) = (entry.Index, entry.Term);
    }

    public void Write(Stream destination)
    {
        Span<byte> state = stackalloc byte[StateBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(state, Index.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(state[8..], Term.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(state[16..], Chain);
        destination.Write(state);
    }

    public void Restore(Stream source)
    {
        Span<byte> state = stackalloc byte[StateBytes];
        source.ReadExactly(state);
        Index = new LogIndex(BinaryPrimitives.ReadUInt64LittleEndian(state));
        Term = new Term(BinaryPrimitives.ReadUInt64LittleEndian(state[8..]));
        Chain = BinaryPrimitives.ReadUInt64LittleEndian(state[16..]);
    }
}
