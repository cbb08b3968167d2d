using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Praetor.EndToEnd.Processes;
using Praetor.TestKit.Fuzzing;

namespace Praetor.EndToEnd.Gossip;

/// <summary>
/// Goal: whatever a peer sends over real sockets, a running pool refuses it, holds no more memory for it, and goes on.
/// Method: thousands of broken forms of what real nodes sent, as packets and as streams, at both of two members.
/// </summary>
public sealed class HostilePeerTests
{
    private const int Packets = 4000;
    private const int Streams = 400;
    private const int StreamsAtOnce = 20;
    private const long GrowthMax = 8 * 1024 * 1024;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pool_under_garbage_goes_on_and_holds_no_more_memory(bool isEncrypted)
    {
        // Whom the garbage makes up is not admitted: else the pool would talk to addresses that are not the test's.
        string[] flags =
        [
            "-allow",
            "127.20.0.0/16",
            .. isEncrypted ? ["-encrypt", Convert.ToBase64String(new byte[32])] : Array.Empty<string>(),
        ];
        await using var pool = new MixedPool();
        var one = (OwnMember)await pool.StartAsync(Kind.Own, "one", flags);
        var other = (OwnMember)await pool.StartAsync(Kind.Own, "other", flags);
        await one.JoinAsync(other.Address);
        await pool.AgreeAsync();

        // The first round fills what is bounded, the second must not add to it.
        var mutator = new Mutator(new Random(1), Frames());
        await AttackAsync(mutator, [one.Address, other.Address]);
        var before = await one.MeasureAsync();
        await AttackAsync(mutator, [one.Address, other.Address]);
        var after = await one.MeasureAsync();
        Assert.True(after.Refused > before.Refused + Streams / 4, $"refused {before.Refused}, then {after.Refused}");
        Assert.True(after.Bytes < before.Bytes + GrowthMax, $"{before.Bytes} bytes, then {after.Bytes}");

        await pool.AgreeAsync();
        await one.FireAsync("still", "here");
        await pool.HappenedAsync(other, "user still here");
        Assert.DoesNotContain("[Error]", one.Log + other.Log, StringComparison.Ordinal);
    }

    private static async Task AttackAsync(Mutator mutator, string[] addresses)
    {
        var from = new IPEndPoint(IPAddress.Parse(PoolAddresses.Next()), 0);
        using var packets = new UdpClient(from);
        for (var n = 0; n < Packets; n++)
        {
            var packet = mutator.Next();
            if (packet.Length <= 60_000)
            {
                await packets.SendAsync(packet, IPEndPoint.Parse(addresses[n % addresses.Length]));
            }
        }

        for (var n = 0; n < Streams; n += StreamsAtOnce)
        {
            var bytes = Enumerable.Range(0, StreamsAtOnce).Select(_ => mutator.Next()).ToArray();
            await Task.WhenAll(bytes.Select((it, at) => SayAsync(it, from, addresses[at % addresses.Length])));
        }
    }

    private static async Task SayAsync(byte[] bytes, IPEndPoint from, string address)
    {
        using var stream = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        stream.Bind(from);
        try
        {
            await stream.ConnectAsync(IPEndPoint.Parse(address));
            await stream.SendAsync(bytes);
            stream.Shutdown(SocketShutdown.Send);
            var buffer = new byte[4096];
            while (await stream.ReceiveAsync(buffer) > 0) { }
        }
        catch (SocketException)
        {
            // It may close on us at any time.
        }
    }

    /// <summary>What real nodes sent: packets and both sides of streams.</summary>
    private static byte[][] Frames()
    {
        var folder = Path.Combine(Repository.Root, "tests/Praetor.TestKit/Gossip/Captures");
        var frames = new List<byte[]>();
        foreach (var line in Directory.GetFiles(folder, "*.jsonl").Order().SelectMany(File.ReadLines))
        {
            using var row = JsonDocument.Parse(line);
            foreach (var side in new[] { "raw", "c2s", "s2c" })
            {
                if (row.RootElement.TryGetProperty(side, out var hex))
                {
                    frames.Add(Convert.FromHexString(hex.GetString()!));
                }
            }
        }

        return [.. frames];
    }
}
