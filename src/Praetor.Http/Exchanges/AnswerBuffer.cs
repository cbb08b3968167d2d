using System.Buffers;

namespace Praetor.Http.Exchanges;

/// <summary>
/// The bytes of an answer before they are sent: its size decides on compression and Content-Length. One per connection,
/// reused from request to request, so that a hot read allocates nothing here.
/// </summary>
internal sealed class AnswerBuffer : IBufferWriter<byte>, IDisposable
{
    // What most answers fit into; a connection that once had a large answer does not keep its buffer.
    private const int KeptMax = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public int Length => _length;

    public void Clear()
    {
        _length = 0;
        if (_bytes.Length > KeptMax)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(4096);
        }
    }

    /// <summary>Empties the buffer and keeps its room: what was written has been sent, and more follows.</summary>
    public void Restart() => _length = 0;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void EnsureRoom(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 256);
        if (_bytes.Length - _length >= wanted)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + wanted));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
