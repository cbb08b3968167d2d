using System.Buffers;

namespace Praetor.Gossip.Wire;

/// <summary>The other half of <see cref="LzwDecoder"/>. Keeps its table between calls; one caller at a time.</summary>
internal sealed class LzwEncoder
{
    /// <summary>Four times the codes there can be, so that probes are short; a power of two.</summary>
    private const int Slots = 1 << 14;
    private const int CodeMax = (1 << LzwDecoder.WidthMax) - 1;

    // A slot holds key and code: 20 bits of key above 12 bits of code; 0 is free, since codes begin at 258.
    private readonly uint[] _table = new uint[Slots];
    private uint _held;
    private int _count;
    private int _width;
    private int _next;

    /// <summary>Folds the bytes into a stream.</summary>
    public void Encode(ReadOnlySpan<byte> source, IBufferWriter<byte> output)
    {
        (_held, _count) = (0, 0);
        StartOver();
        Put(LzwDecoder.ClearCode, output);
        if (!source.IsEmpty)
        {
            int code = source[0];
            foreach (var letter in source[1..])
            {
                ref var slot = ref Find((uint)(code << 8 | letter));
                if (slot != 0)
                {
                    code = (int)(slot & CodeMax);
                    continue;
                }

                Put(code, output);
                if (Advance(output))
                {
                    slot = (uint)(code << 8 | letter) << LzwDecoder.WidthMax | (uint)_next;
                }

                code = letter;
            }

            Put(code, output);
            Advance(output);
        }

        Put(LzwDecoder.EndCode, output);
        if (_count > 0)
        {
            output.Write([(byte)_held]);
        }
    }

    private void StartOver()
    {
        Array.Clear(_table);
        (_width, _next) = (LzwDecoder.WidthMin, LzwDecoder.EndCode);
    }

    /// <summary>Takes the next code; false if the table was full and everything starts over.</summary>
    private bool Advance(IBufferWriter<byte> output)
    {
        _next++;
        if (_next == 1 << _width)
        {
            _width++;
        }

        if (_next < CodeMax)
        {
            return true;
        }

        Put(LzwDecoder.ClearCode, output);
        StartOver();
        return false;
    }

    private ref uint Find(uint key)
    {
        var at = (key * 2654435769u) >> 18;
        while (_table[at] != 0 && _table[at] >> LzwDecoder.WidthMax != key)
        {
            at = (at + 1) & (Slots - 1);
        }

        return ref _table[at];
    }

    private void Put(int code, IBufferWriter<byte> output)
    {
        _held |= (uint)code << _count;
        _count += _width;
        var whole = _count / 8;
        var span = output.GetSpan(4);
        for (var i = 0; i < whole; i++)
        {
            span[i] = (byte)_held;
            _held >>= 8;
        }

        output.Advance(whole);
        _count -= whole * 8;
    }
}
