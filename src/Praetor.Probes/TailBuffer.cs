using System.Text;

namespace Praetor.Probes;

/// <summary>Keeps the last bytes of an output of any length. May be written from several threads.</summary>
internal sealed class TailBuffer(int bytesMax)
{
    // Guards the fields below.
    private readonly Lock _gate = new();
    private readonly byte[] _kept = new byte[bytesMax];
    private int _next;
    private long _total;

    /// <summary>How many bytes there were, kept or not.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
            {
                return _total;
            }
        }
    }

    /// <summary>Adds bytes, and drops the oldest ones where there is no room.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _total += bytes.Length;
            foreach (var b in bytes.Length > bytesMax ? bytes[^bytesMax..] : bytes)
            {
                _kept[_next] = b;
                _next = (_next + 1) % bytesMax;
            }
        }
    }

    /// <summary>Adds all that a stream has.</summary>
    public async Task AddAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) is var length and > 0)
        {
            Add(buffer.AsSpan(0, length));
        }
    }

    /// <summary>What is kept.</summary>
    public byte[] ToArray()
    {
        lock (_gate)
        {
            return _total <= bytesMax ? _kept[..(int)_total] : [.. _kept.AsSpan(_next), .. _kept.AsSpan(0, _next)];
        }
    }

    /// <summary>What is kept, as text; what is no UTF-8 becomes the replacement character.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToArray());
}
