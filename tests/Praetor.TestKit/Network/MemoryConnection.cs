using System.Net;
using System.Threading.Channels;
using Praetor.Foundation.Network;

namespace Praetor.TestKit.Network;

/// <summary>One side of a stream in memory.</summary>
internal sealed class MemoryConnection(
    MemoryNetwork network,
    IPEndPoint local,
    IPEndPoint remote,
    MemoryPipe reads,
    MemoryPipe writes
) : ITransportConnection
{
    public IPEndPoint RemoteAddress { get; } = remote;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        reads.ReadAsync(buffer, cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (writes.IsAbandoned)
        {
            throw new TransportException($"write tcp {RemoteAddress}: write: broken pipe");
        }

        var copy = bytes.ToArray();
        Later(() => writes.Deliver(copy));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        reads.IsAbandoned = true;
        Later(writes.End);
        return ValueTask.CompletedTask;
    }

    /// <summary>Lets the other side learn of it, unless the network was parted meanwhile: then it never does.</summary>
    private void Later(Action tell) =>
        network.After(
            network.Delay,
            () =>
            {
                writes.IsCut |= !network.Reaches(local, RemoteAddress);
                if (!writes.IsCut)
                {
                    tell();
                }
            }
        );
}

/// <summary>The bytes of one direction.</summary>
internal sealed class MemoryPipe
{
    private readonly Channel<byte[]> _arrived = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Whether the reader is gone.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>Whether the network was parted: nothing comes any more, not even the end.</summary>
    public bool IsCut { get; set; }

    public void Deliver(byte[] bytes) => _arrived.Writer.TryWrite(bytes);

    public void End() => _arrived.Writer.TryComplete();

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_rest.IsEmpty)
        {
            if (!await _arrived.Reader.WaitToReadAsync(cancellationToken))
            {
                return 0;
            }

            _rest = _arrived.Reader.TryRead(out var bytes) ? bytes : default;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }
}
