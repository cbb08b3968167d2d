using Praetor.Foundation.Storage;

namespace Praetor.Consensus.Snapshots;

/// <summary>
/// Writes a snapshot's state to disk through a buffer, and sums it up on the way. The asynchronous way syncs as it goes:
/// a file system that is left to write tens of megabytes in one flush makes the log's own sync wait for all of them.
/// </summary>
internal sealed class StateWriteStream(IDiskFile file, Crc64 checksum) : Stream
{
    // What a disk writes within the time of a few log syncs. Measured: docs/performance.md, PUT during a snapshot.
    private const int SyncEvery = 512 << 10;

    private readonly byte[] _buffer = new byte[256 << 10];
    private int _buffered;
    private long _synced;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => file.Length + _buffered;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        checksum.Append(buffer);
        if (buffer.Length > _buffer.Length - _buffered)
        {
            Flush();
        }

        if (buffer.Length > _buffer.Length)
        {
            file.Append(buffer);
            return;
        }

        buffer.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        if (file.Length - _synced >= SyncEvery)
        {
            await file.SyncAsync();
            _synced = file.Length;
        }
    }

    public override void Flush()
    {
        file.Append(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Reads a snapshot's state from disk. Owns the file.</summary>
internal sealed class StateReadStream(IDiskFile file) : Stream
{
    private readonly byte[] _buffer = new byte[256 << 10];
    private int _start;
    private int _end;
    private long _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => _next - (_end - _start);
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            (_start, _end) = (0, file.ReadAt(_next, _buffer));
            _next += _end;
        }

        var count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
