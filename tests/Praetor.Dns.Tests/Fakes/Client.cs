using System.Buffers.Binary;
using Praetor.Dns.Answers;
using Praetor.Dns.Messages;
using Praetor.Dns.Questions;
using Xunit;

namespace Praetor.Dns.Tests.Fakes;

/// <summary>Asks a responder without sockets.</summary>
internal sealed class Client(FakeCatalog catalog, DnsSettings settings, long now = 1_800_000_000, int seed = 1)
{
    private readonly Responder _responder = new(new Zones(settings), catalog, new FixedTime(now), new Random(seed));
    private readonly byte[] _answer = new byte[65535];

    public static DnsSettings Settings { get; } = new() { Domain = "consul.", Datacenter = "dc1" };

    public Decoded Ask(string name, RecordType type, Transport transport = Transport.Udp, int? edns = null) =>
        Decoded.Read(AskRaw(Query(name, type, edns), transport));

    /// <summary>The bytes of the answer; none if there is none.</summary>
    public byte[] AskRaw(ReadOnlySpan<byte> packet, Transport transport = Transport.Udp)
    {
        var beginning = _responder.Begin(packet, transport, _answer, CancellationToken.None);
        Assert.True(beginning.IsAnswered, "the catalog answers at once");
        return _answer[..beginning.Length];
    }

    /// <summary>A question as resolvers ask it.</summary>
    public static byte[] Query(string name, RecordType type, int? edns = null, ushort id = 7, byte[]? option = null)
    {
        var wire = DnsName.FromText(name)!;
        var packet = new List<byte> { 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, (byte)(edns is null ? 0 : 1) };
        packet.AddRange(wire);
        packet.AddRange([(byte)((ushort)type >> 8), (byte)type, 0, 1]);
        if (edns is { } size)
        {
            packet.AddRange([0, 0, 41, (byte)(size >> 8), (byte)size, 0, 0, 0, 0, 0, (byte)(option?.Length ?? 0)]);
            packet.AddRange(option ?? []);
        }

        byte[] bytes = [.. packet];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, id);
        return bytes;
    }
}
