using System.Net;
using Praetor.Foundation.Network;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Gossip;
using Xunit;

namespace Praetor.Gossip.Tests.Pool;

/// <summary>A message is the same in however many pieces it comes, and whatever comes behind it.</summary>
public sealed class MessageStreamTests
{
    private static readonly LayerOptions Plain = new() { IsCompressing = false };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(int.MaxValue)]
    public async Task In_pieces_of_any_size(int pieceMax)
    {
        foreach (
            var options in new[]
            {
                Plain,
                new LayerOptions(),
                new LayerOptions { Label = [1, 2, 3] },
            }
        )
        {
            var state = new SwimMessage.PushPull(
                IsJoin: true,
                [
                    .. Enumerable
                        .Range(0, 300)
                        .Select(n => new PushPullNode(
                            $"node-{n}",
                            new GossipAddress(IPAddress.Loopback, (ushort)n),
                            1,
                            NodeState.Alive
                        )
                        {
                            Meta = [.. Enumerable.Repeat((byte)n, 200)],
                        }),
                ],
                new byte[50_000]
            );
            var codec = new StreamCodec(options, new SeededEntropy(new Random(1)));
            byte[] bytes = [.. codec.Seal(SwimMessageCodec.Encode(state), isAnswer: false), 1, 2, 3];
            var budget = new StreamBudget();
            await using var stream = new Pieces(bytes, pieceMax);
            var read = Assert.IsType<SwimMessage.PushPull>(
                await new MessageStream(codec, budget, new Turns(1)).ReadAsync(
                    stream,
                    isAnswer: false,
                    Same,
                    CancellationToken.None
                )
            );
            Assert.Equal(300, read.Nodes.Count);
            Assert.Equal(50_000, read.UserState.Length);
            Assert.Equal(0, budget.Held);
        }
    }

    [Fact]
    public async Task One_that_ends_in_the_middle_is_broken_wherever_that_is()
    {
        var codec = new StreamCodec(new LayerOptions(), new SeededEntropy(new Random(1)));
        var bytes = codec.Seal(SwimMessageCodec.Encode(new SwimMessage.Ping(7, "node")), isAnswer: false);
        for (var length = 0; length < bytes.Length; length++)
        {
            var budget = new StreamBudget();
            await using var stream = new Pieces(bytes[..length], 3);
            await Assert.ThrowsAsync<TransportException>(() =>
                new MessageStream(codec, budget, new Turns(1))
                    .ReadAsync(stream, isAnswer: false, Same, CancellationToken.None)
                    .AsTask()
            );
            Assert.Equal(0, budget.Held);
        }
    }

    [Fact]
    public async Task One_that_claims_much_and_brings_little_holds_little()
    {
        // A frame of 20 MB, of which ten bytes come.
        byte[] bytes = [(byte)MessageKind.Encrypt, 1, 0x30, 0, 0, 1, 2, 3, 4, 5];
        var budget = new StreamBudget();
        await using var stream = new Pieces(bytes, 3, atEnd: () => Assert.InRange(budget.Held, 1, 16 * 1024));
        await Assert.ThrowsAsync<TransportException>(() =>
            new MessageStream(new StreamCodec(Plain, new SeededEntropy(new Random(1))), budget, new Turns(1))
                .ReadAsync(stream, isAnswer: false, Same, CancellationToken.None)
                .AsTask()
        );
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public async Task What_unfolds_waits_for_its_turn_and_a_ping_does_not()
    {
        var turns = new Turns(1);
        var codec = new StreamCodec(new LayerOptions(), new SeededEntropy(new Random(1)));
        var large = codec.Seal(SwimMessageCodec.EncodeForStream(new SwimMessage.User(Noise(4000))), isAnswer: false);
        var small = codec.Seal(SwimMessageCodec.Encode(new SwimMessage.Ping(1, "node")), isAnswer: false);
        var held = new TaskCompletionSource<SwimMessage>();
        var first = ReadAsync(large, _ => new ValueTask<SwimMessage>(held.Task));
        var second = ReadAsync(large, Same);
        Assert.IsType<SwimMessage.Ping>(await ReadAsync(small, Same));
        Assert.False(second.IsCompleted);
        held.SetResult(new SwimMessage.User(default));
        await first;
        Assert.IsType<SwimMessage.User>(await second);

        Task<SwimMessage> ReadAsync(byte[] bytes, Func<SwimMessage, ValueTask<SwimMessage>> handle) =>
            new MessageStream(codec, new StreamBudget(), turns)
                .ReadAsync(new Pieces(bytes, bytes.Length), isAnswer: false, handle, CancellationToken.None)
                .AsTask();
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static ValueTask<SwimMessage> Same(SwimMessage message) => ValueTask.FromResult(message);

    /// <summary>A stream that gives no more at once than it is told to.</summary>
    private sealed class Pieces(byte[] bytes, int pieceMax, Action? atEnd = null) : ITransportConnection
    {
        private int _at;

        public IPEndPoint RemoteAddress { get; } = new(IPAddress.Loopback, 1);

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = Math.Min(Math.Min(pieceMax, buffer.Length), bytes.Length - _at);
            bytes.AsMemory(_at, count).CopyTo(buffer);
            _at += count;
            if (count == 0)
            {
                atEnd?.Invoke();
            }

            return ValueTask.FromResult(count);
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Only read from.");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
