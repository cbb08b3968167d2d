using System.Text.Json;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Wire;

namespace Praetor.TestKit.Gossip.Captures;

/// <summary>
/// What real Consul 1.16.4, Serf and memberlist nodes sent. A row has a packet, or what each side of a stream wrote, and
/// beside each the messages in it without their layers, which another program took off.
/// </summary>
internal static class Capture
{
    public static readonly string[] Pools =
    [
        "lan-consul",
        "wan-consul",
        "serf-plain",
        "serf-enc16",
        "serf-enc24",
        "serf-enc32",
        "serf-ml1enc",
        "serf-ml2",
        "serf-mllabel",
        "serf-mlnocomp",
    ];

    public static IEnumerable<CapturedFrame> Frames(string pool)
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "GossipCaptures", pool + ".jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var id = row.GetProperty("id").GetString()!;
            if (row.TryGetProperty("raw", out var raw))
            {
                var messages = row.GetProperty("messages").EnumerateArray().Select(Bytes);
                yield return new CapturedFrame(id, FrameKind.Packet, Bytes(raw), [.. messages]);
            }

            foreach (var (side, kind) in new[] { ("c2s", FrameKind.Request), ("s2c", FrameKind.Answer) })
            {
                if (row.TryGetProperty(side, out var stream))
                {
                    // The program that took the layers off could not open answers under a label.
                    yield return new CapturedFrame(
                        id,
                        kind,
                        Bytes(stream),
                        row.TryGetProperty(side + "Message", out var message) ? [Bytes(message)] : []
                    );
                }
            }
        }
    }

    public static IEnumerable<CapturedFrame> AllFrames() => Pools.SelectMany(Frames);

    /// <summary>What the pool's nodes were configured with.</summary>
    public static LayerOptions Options(string pool) =>
        pool switch
        {
            "serf-enc16" => new LayerOptions { Keyring = Ring(1, 16) },
            "serf-enc24" => new LayerOptions { Keyring = Ring(1, 24), Label = "lab-é1"u8.ToArray() },
            "serf-enc32" => new LayerOptions { Keyring = Ring(1, 32, Key(100, 32)) },
            "serf-ml1enc" => new LayerOptions { Keyring = Ring(1, 16), EncryptionVersion = 0 },
            "serf-mllabel" => new LayerOptions { Label = "blue"u8.ToArray() },
            "serf-mlnocomp" => new LayerOptions { IsCompressing = false },
            _ => new LayerOptions(),
        };

    private static Keyring Ring(byte first, int length, params byte[][] others) =>
        Keyring.Create(Key(first, length), others).Ring!;

    private static byte[] Key(byte first, int length) => [.. Enumerable.Range(first, length).Select(b => (byte)b)];

    private static byte[] Bytes(JsonElement hex) => Convert.FromHexString(hex.GetString()!);
}

internal enum FrameKind
{
    Packet,
    Request,
    Answer,
}

internal sealed record CapturedFrame(string Id, FrameKind Kind, byte[] Raw, byte[][] Messages);
