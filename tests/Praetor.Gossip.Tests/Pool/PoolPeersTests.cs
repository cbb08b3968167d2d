using System.Buffers.Binary;
using System.Net;
using Praetor.Foundation.Network;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Gossip;
using Praetor.TestKit.Logging;
using Praetor.TestKit.Metrics;
using Praetor.TestKit.Network;
using Praetor.TestKit.Pools;
using Praetor.TestKit.Simulation;
using Xunit;

namespace Praetor.Gossip.Tests.Pool;

/// <summary>What peers may do to a member over packets and streams, and that it costs them and not the member.</summary>
public sealed class PoolPeersTests
{
    private readonly PoolWorld _world = new();

    [Fact]
    public void Garbage_is_counted_and_told_of_once_and_its_author_is_told_why() =>
        _world.Run(async world =>
        {
            var member = world.Start(1);
            var stranger = Stranger(world);
            for (var n = 0; n < 100; n++)
            {
                stranger.TrySend([99, 1, 2, 3], member.Address);
            }

            for (var n = 0; n < 10; n++)
            {
                await using var stream = await stranger.DialAsync(member.Address, CancellationToken.None);
                await stream.WriteAsync(new byte[] { 77 }, CancellationToken.None);
                var answer = await ReadAllAsync(stream);
                var error = Assert.IsType<SwimMessage.Error>(NewCodec().Open(answer, isAnswer: true));
                Assert.Equal("a stream that begins with 77", error.Text);
            }

            Assert.Equal(110, member.Measurements["praetor.gossip.refused"]);
            Assert.Equal(
                2,
                member.Logs.Lines.Count(static line => line.Text.Contains("refused", StringComparison.Ordinal))
            );
        });

    [Fact]
    public void Who_closes_without_reading_why_it_was_refused_is_counted_too() =>
        _world.Run(async world =>
        {
            var member = world.Start(1);
            var stream = await Stranger(world).DialAsync(member.Address, CancellationToken.None);
            await stream.WriteAsync(new byte[] { 77 }, CancellationToken.None);
            await stream.DisposeAsync();
            await world.PassAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(1, member.Measurements["praetor.gossip.refused"]);
        });

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(20 * 1024 * 1024 + 1)]
    public void A_frame_that_claims_to_be_larger_than_any_is_refused_at_once(uint length) =>
        _world.Run(async world =>
        {
            var member = world.Start(1);
            await using var stream = await Stranger(world).DialAsync(member.Address, CancellationToken.None);
            await stream.WriteAsync(FrameOf(length), CancellationToken.None);
            Assert.NotEmpty(await ReadAllAsync(stream));
            Assert.InRange(world.World.Now, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        });

    [Fact]
    public void A_stream_that_drips_is_closed_when_its_time_is_over() =>
        _world.Run(async world =>
        {
            var member = world.Start(1);
            await using var stream = await Stranger(world).DialAsync(member.Address, CancellationToken.None);
            await stream.WriteAsync(FrameOf(1000), CancellationToken.None);
            var closed = ReadAllAsync(stream);
            while (!closed.IsCompleted)
            {
                try
                {
                    await stream.WriteAsync(new byte[] { 1 }, CancellationToken.None);
                }
                catch (TransportException)
                {
                    // Closed.
                }

                await world.PassAsync(TimeSpan.FromMilliseconds(100));
            }

            // The local profile's time for a stream.
            Assert.InRange(world.World.Now, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.2));
        });

    [Fact]
    public void More_streams_of_one_address_than_its_part_are_closed_unread_and_keep_nobody_else_out() =>
        _world.Run(async world =>
        {
            var member = world.Start(1);
            var stranger = Stranger(world);
            var streams = new List<ITransportConnection>();
            for (var n = 0; n < 130; n++)
            {
                streams.Add(await stranger.DialAsync(member.Address, CancellationToken.None));
            }

            Assert.Empty(await ReadAllAsync(streams[^1]));
            Assert.Equal(2, member.Measurements["praetor.gossip.stream.refused"]);
            Assert.Single(
                member.Logs.Lines,
                static it => it.Text.Contains("too many streams", StringComparison.Ordinal)
            );
            await world.Start(2).JoinAsync(member);

            foreach (var stream in streams)
            {
                await stream.DisposeAsync();
            }

            // Those that end make room.
            await using var again = await stranger.DialAsync(member.Address, CancellationToken.None);
            await again.WriteAsync(new byte[] { 77 }, CancellationToken.None);
            Assert.NotEmpty(await ReadAllAsync(again));
        });

    [Fact]
    public void Streams_together_hold_no_more_than_their_budget() =>
        _world.Run(async world =>
        {
            var member = world.Start(
                1,
                static options => options with { Member = options.Member with { Profile = SwimProfile.Lan } }
            );
            var stranger = Stranger(world);
            var streams = new List<ITransportConnection>();
            for (var n = 0; n < 12; n++)
            {
                var stream = await stranger.DialAsync(member.Address, CancellationToken.None);
                await stream.WriteAsync(FrameOf(19 * 1024 * 1024), CancellationToken.None);
                await stream.WriteAsync(new byte[16 * 1024 * 1024], CancellationToken.None);
                streams.Add(stream);
            }

            await world.PassAsync(TimeSpan.FromSeconds(1));
            Assert.InRange(member.Measurements["praetor.gossip.refused"], 1, 11);
            foreach (var stream in streams)
            {
                await stream.DisposeAsync();
            }

            // What was held is given back.
            await world.Start(2).JoinAsync(member);
        });

    [Fact]
    public void Who_comes_from_a_network_that_is_not_allowed_is_not_listened_to() =>
        _world.Run(async world =>
        {
            var member = world.Start(1, Allowing("10.0.0.0/30"));
            var near = world.Start(2, Allowing("10.0.0.0/30"));
            var far = world.Start(9);
            await near.JoinAsync(member);
            await Assert.ThrowsAsync<InvalidOperationException>(() => far.JoinAsync(member));
            Assert.Equal(1, member.Measurements["praetor.gossip.stream.refused"]);

            // Nor is it believed that it is there, whoever says so.
            await far.StopAsync();
            var open = world.Start(3);
            await open.JoinAsync(member);
            var farAgain = world.Start(10);
            await farAgain.JoinAsync(open);
            await world.PassAsync(TimeSpan.FromSeconds(40));
            Assert.Equal(3, member.Alive);
            Assert.Null(member.StatusOf(farAgain));
            Assert.True(member.Measurements["praetor.gossip.packet.elsewhere"] > 0);
        });

    [Fact]
    public void Packets_that_find_the_inbox_full_are_dropped_counted_and_told_of_once()
    {
        // The loop that would empty it does not run.
        var world = new SimWorld(seed: 1);
        var network = new MemoryNetwork(world, world.Random);
        world.Run(
            async () =>
            {
                var transport = network.Bind(new IPEndPoint(IPAddress.Loopback, 7946));
                var stranger = network.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                var logs = new LogRecorder();
                using var measurements = new Measurements();
                using var metrics = new PoolMetrics("lan", measurements);
                using var stopping = new CancellationTokenSource();
                var entropy = new SeededEntropy(new Random(1));
                var options = new PoolOptions
                {
                    Pool = "lan",
                    Member = new SerfOptions { Name = "a", Address = GossipAddress.Of(transport.LocalAddress) },
                };
                var seams = new PoolSeams
                {
                    Transport = transport,
                    Names = new ScriptedNames(),
                    Time = world,
                    Random = world.Random,
                    Entropy = entropy,
                    Loggers = logs,
                };
                var loop = new PacketLoop(options, seams, new PoolInbox(), metrics, logs.CreateLogger("pool")).RunAsync(
                    stopping.Token
                );
                var ping = new PacketCodec(new LayerOptions(), entropy).Seal(
                    [SwimMessageCodec.Encode(new SwimMessage.Ping(1, "x"))],
                    withChecksum: false
                );
                for (var n = 0; n < 1100; n++)
                {
                    stranger.TrySend(ping, transport.LocalAddress);
                    await Task.Delay(TimeSpan.FromMilliseconds(2), world);
                }

                Assert.Equal(1100 - 1024, measurements["praetor.gossip.packet.dropped"]);
                Assert.Single(
                    logs.Lines,
                    static line => line.Text.Contains("handler queue full", StringComparison.Ordinal)
                );
                stopping.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    private static Func<PoolOptions, PoolOptions> Allowing(string network) =>
        options => options with { AllowedNetworks = [IPNetwork.Parse(network)] };

    private static MemoryTransport Stranger(PoolWorld world) =>
        world.Network.Bind(new IPEndPoint(new IPAddress([10, 0, 0, 200]), 7946));

    private static StreamCodec NewCodec() => new(new LayerOptions(), new SeededEntropy(new Random(1)));

    private static byte[] FrameOf(uint length)
    {
        var frame = new byte[5];
        frame[0] = (byte)MessageKind.Encrypt;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length);
        return frame;
    }

    private static async Task<byte[]> ReadAllAsync(ITransportConnection stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, CancellationToken.None) is var read and > 0)
        {
            bytes.AddRange(buffer.AsSpan(0, read));
        }

        return [.. bytes];
    }
}
