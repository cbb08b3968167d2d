namespace Praetor.Consensus.Snapshots;

/// <summary>
/// Lends a length to a stream that has none: the tar head, which comes before the content, needs it. A content of another
/// length is refused at its end.
/// </summary>
internal sealed class SizedStream(Stream inner, long size) : Stream
{
    private long _read;

    public override bool CanRead => true;

    // Only a stream that says it can seek is asked for its length.
    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException("The content is read once, from its beginning.");
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    ) => Counted(await inner.ReadAsync(buffer, cancellationToken), buffer.Length);

    public override int Read(Span<byte> buffer) => Counted(inner.Read(buffer), buffer.Length);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Counted(int count, int asked)
    {
        _read += count;
        if (_read > size || (count == 0 && asked > 0 && _read < size))
        {
            throw new InvalidDataException($"the state has not the {size} bytes that its description says");
        }

        return count;
    }
}
