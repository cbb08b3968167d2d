namespace Praetor.TestKit.Storage;

/// <summary>A simulated file: what readers see, and what a crash is sure to leave of it.</summary>
internal sealed class SimFile
{
    private byte[] _current = [];
    private byte[] _durable = [];
    private int _durableLength;

    // The shortest the file has been since the last sync: what lies below was neither cut nor written since.
    private int _untouched;

    public int Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_current.Length - Length < bytes.Length)
        {
            Array.Resize(ref _current, Math.Max(Length + bytes.Length, _current.Length * 2));
        }

        bytes.CopyTo(_current.AsSpan(Length));
        Length += bytes.Length;
    }

    public int ReadAt(long offset, Span<byte> buffer)
    {
        var count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        _current.AsSpan((int)Math.Min(offset, Length), count).CopyTo(buffer);
        return count;
    }

    public void Truncate(long length)
    {
        Length = (int)length;
        _untouched = Math.Min(_untouched, (int)length);
    }

    public void Sync()
    {
        if (_durable.Length < Length)
        {
            Array.Resize(ref _durable, Math.Max(Length, _durable.Length * 2));
        }

        _current.AsSpan(_untouched, Length - _untouched).CopyTo(_durable.AsSpan(_untouched));
        _durableLength = _untouched = Length;
    }

    /// <summary>Turns the bits of one byte over, for good.</summary>
    public void Corrupt(int offset)
    {
        _current[offset] ^= 0xff;
        if (offset < _durableLength)
        {
            _durable[offset] ^= 0xff;
        }
    }

    /// <summary>
    /// The power fails: of what was not synced, nothing, all, or a part reaches the platters, and where a part does, any
    /// stretch of it may have been left out.
    /// </summary>
    public void Crash(Random random)
    {
        var isCutKept = _untouched < _durableLength && random.Next(2) == 0;
        if (_untouched < _durableLength && !isCutKept)
        {
            // The truncation itself never reached the disk, nor what was appended behind it.
            Become(_durable.AsSpan(0, _durableLength));
            return;
        }

        var unsynced = Length - _untouched;
        var kept = random.Next(3) switch
        {
            0 => 0,
            1 => unsynced,
            _ => random.Next(unsynced + 1),
        };
        var left = _current.AsSpan(0, _untouched + kept).ToArray();
        if (kept > 0 && random.Next(3) == 0)
        {
            var hole = random.Next(kept);
            left.AsSpan(_untouched + hole, random.Next(1, kept - hole + 1)).Clear();
        }

        Become(left);
    }

    private void Become(ReadOnlySpan<byte> content)
    {
        var copy = content.ToArray();
        Length = 0;
        Append(copy);
        _untouched = 0;
        Sync();
    }
}
