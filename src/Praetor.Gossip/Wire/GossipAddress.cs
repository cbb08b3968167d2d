using System.Net;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Wire;

/// <summary>Where a node listens, for packets and streams alike.</summary>
public readonly record struct GossipAddress(IPAddress Address, ushort Port)
{
    /// <inheritdoc/>
    public override string ToString() => new IPEndPoint(Address, Port).ToString();

    /// <summary>Where a packet came from.</summary>
    public static GossipAddress Of(IPEndPoint address) => new(address.Address, (ushort)address.Port);

    /// <summary>Reads four or sixteen bytes; null for nil or nothing.</summary>
    /// <exception cref="GossipFormatException">Another length.</exception>
    internal static IPAddress? ReadAddress(ref MsgPackReader reader)
    {
        var bytes = reader.ReadRaw();
        return bytes.Length switch
        {
            0 => null,
            4 or 16 => new IPAddress(bytes),
            _ => throw new GossipFormatException(GossipFault.Malformed, $"an address of {bytes.Length} bytes"),
        };
    }

    /// <summary>Reads a port.</summary>
    /// <exception cref="GossipFormatException">Over 16 bits.</exception>
    internal static ushort ReadPort(ref MsgPackReader reader)
    {
        var port = reader.ReadUInt32();
        return port <= ushort.MaxValue
            ? (ushort)port
            : throw new GossipFormatException(GossipFault.Malformed, $"port {port}");
    }

    /// <summary>Writes the address's bytes, or nil.</summary>
    internal static void WriteAddress(ref MsgPackWriter writer, IPAddress? address)
    {
        if (address is null)
        {
            writer.WriteNil();
            return;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        writer.WriteRaw(bytes[..length]);
    }

    /// <summary>The same for the network's seam.</summary>
    public IPEndPoint ToEndPoint() => new(Address, Port);

    /// <summary>The same with an IPv4 address in IPv4's form: Go sends some of them in sixteen bytes.</summary>
    public GossipAddress Plain() => Address.IsIPv4MappedToIPv6 ? this with { Address = Address.MapToIPv4() } : this;
}
