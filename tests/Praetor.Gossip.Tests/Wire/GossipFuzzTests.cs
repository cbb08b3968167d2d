using System.Globalization;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Fuzzing;
using Praetor.TestKit.Gossip;
using Praetor.TestKit.Gossip.Captures;
using Xunit;

namespace Praetor.Gossip.Tests.Wire;

/// <summary>
/// Goal: no peer brings us down or makes us take memory out of proportion. Method: real frames with things wrong; each
/// is read, or refused by the one exception that the boundary catches. PRAETOR_FUZZ_ROUNDS=1000000 for more.
/// </summary>
public sealed class GossipFuzzTests
{
    private const int RoundsInCI = 10_000;

    private static readonly int Rounds = int.TryParse(
        Environment.GetEnvironmentVariable("PRAETOR_FUZZ_ROUNDS"),
        CultureInfo.InvariantCulture,
        out var rounds
    )
        ? rounds
        : RoundsInCI;

    [Theory]
    [InlineData("serf-plain", 1)]
    [InlineData("lan-consul", 2)]
    [InlineData("serf-enc16", 3)]
    [FuzzTarget(typeof(PacketCodec))]
    [FuzzTarget(typeof(Compound))]
    [FuzzTarget(typeof(Label))]
    public void Broken_packets_are_refused_as_such(string pool, int seed)
    {
        var codec = new PacketCodec(Capture.Options(pool), new SeededEntropy(new Random(seed)));
        var corpus = Capture.Frames(pool).Where(frame => frame.Kind == FrameKind.Packet).Select(frame => frame.Raw);
        Fuzz(new Mutator(new Random(seed), [.. corpus]), GossipLimits.PacketInflatedMax, bytes => codec.Open(bytes));
    }

    [Theory]
    [InlineData("serf-plain", 1)]
    [InlineData("lan-consul", 2)]
    [FuzzTarget(typeof(StreamCodec))]
    [FuzzTarget(typeof(PushPullCodec))]
    [FuzzTarget(typeof(StreamExtent))]
    [FuzzTarget(typeof(MsgPackExtent))]
    public void Broken_streams_are_refused_as_such(string pool, int seed)
    {
        var codec = new StreamCodec(Capture.Options(pool), new SeededEntropy(new Random(seed)));
        var frames = Capture.Frames(pool).Where(frame => frame.Kind != FrameKind.Packet);
        var corpus = frames.SelectMany(frame => frame.Messages.Append(frame.Raw));
        Fuzz(
            new Mutator(new Random(seed), [.. corpus]),
            4 * 1024 * 1024,
            bytes =>
            {
                var needed = new StreamExtent(isAnswer: false).Measure(bytes);
                Assert.True(needed > 0);
                if (needed <= bytes.Length)
                {
                    codec.Open(bytes.AsSpan(0, needed), isAnswer: false);
                }
            }
        );
    }

    [Theory]
    [InlineData(1)]
    [FuzzTarget(typeof(SwimMessageCodec))]
    [FuzzTarget(typeof(MsgPackReader))]
    public void Broken_messages_are_refused_as_such(int seed)
    {
        var corpus = Capture
            .AllFrames()
            .Where(frame => frame.Kind == FrameKind.Packet)
            .SelectMany(frame => frame.Messages);
        Fuzz(new Mutator(new Random(seed), [.. corpus]), 0, bytes => SwimMessageCodec.Decode(bytes));
    }

    [Theory]
    [InlineData(1)]
    [FuzzTarget(typeof(LzwDecoder))]
    public void Broken_compression_is_refused_as_such(int seed)
    {
        var encoder = new Compression();
        var corpus = Capture
            .AllFrames()
            .SelectMany(frame => frame.Messages)
            .Select(message => encoder.Fold(message)[14..]);
        Fuzz(
            new Mutator(new Random(seed), [.. corpus]),
            GossipLimits.PacketInflatedMax,
            bytes => LzwDecoder.Decode(bytes, GossipLimits.PacketInflatedMax)
        );
    }

    internal static void Fuzz(Mutator mutator, int bytesAllowed, Action<byte[]> decode)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = mutator.Next();
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                decode(bytes);
            }
            catch (GossipFormatException)
            {
                // Refused, as it should be.
            }
            catch (Exception crash)
            {
                Assert.Fail($"round {round}, bytes {Convert.ToHexString(bytes)}: {crash}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(
                allocated < 64 * 1024 + 8 * (long)bytesAllowed + bytes.Length * 1024L,
                $"round {round}: {allocated} bytes for {bytes.Length}"
            );
        }
    }
}
