using System.Buffers;
using Praetor.State;

namespace Praetor.Server.Snapshots;

/// <summary>Reads a <c>state.bin</c> into the store, in pieces: the largest record is held, never the whole.</summary>
internal static class StateArchive
{
    // Above the largest command the log takes, so that every record that was ever applied can be read back.
    private const int RecordLengthMax = 128 * 1024 * 1024;

    /// <exception cref="InvalidDataException">The bytes end inside a record, or a record is beyond all bounds.</exception>
    /// <exception cref="Foundation.Wire.WireFormatException">The bytes are no snapshot.</exception>
    public static void Restore(StateStore store, Stream state)
    {
        var restore = store.BeginRestore();
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            var held = 0;
            while (true)
            {
                var read = state.Read(buffer, held, buffer.Length - held);
                held += read;
                var taken = restore.Read(buffer.AsSpan(0, held));
                buffer.AsSpan(taken, held - taken).CopyTo(buffer);
                held -= taken;
                if (read == 0)
                {
                    break;
                }

                if (held == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }

            if (held > 0)
            {
                throw new InvalidDataException($"The snapshot ends inside a record, {held} bytes into it");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        restore.Commit();
    }

    private static byte[] Grow(byte[] buffer)
    {
        if (buffer.Length >= RecordLengthMax)
        {
            throw new InvalidDataException($"The snapshot has a record of over {RecordLengthMax} bytes");
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
