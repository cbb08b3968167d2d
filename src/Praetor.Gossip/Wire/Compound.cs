using System.Buffers.Binary;

namespace Praetor.Gossip.Wire;

/// <summary>Several messages in one packet: their count, their lengths, then they.</summary>
internal static class Compound
{
    /// <summary>What the layer takes itself.</summary>
    public const int HeaderBytes = 2;

    /// <summary>What it takes for each part.</summary>
    public const int PartBytes = 2;

    /// <summary>Joins one to 255 messages; one stays as it is.</summary>
    public static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0].ToArray();
        }

        var at = HeaderBytes + PartBytes * parts.Count;
        var packet = new byte[at + parts.Sum(part => part.Length)];
        packet[0] = (byte)MessageKind.Compound;
        packet[1] = (byte)parts.Count;
        for (var i = 0; i < parts.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(HeaderBytes + PartBytes * i), (ushort)parts[i].Length);
            parts[i].Span.CopyTo(packet.AsSpan(at));
            at += parts[i].Length;
        }

        return packet;
    }

    /// <summary>Reads the parts.</summary>
    /// <param name="packet">With its kind.</param>
    /// <exception cref="GossipFormatException">The lengths are not those of the bytes.</exception>
    public static List<SwimMessage> Read(ReadOnlySpan<byte> packet)
    {
        var at = packet.Length < HeaderBytes ? int.MaxValue : HeaderBytes + PartBytes * packet[1];
        if (at > packet.Length)
        {
            throw new GossipFormatException(GossipFault.Malformed, "a compound packet without its lengths");
        }

        var messages = new List<SwimMessage>(packet[1]);
        for (var i = 0; i < packet[1]; i++)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(packet[(HeaderBytes + PartBytes * i)..]);
            if (length > packet.Length - at)
            {
                throw new GossipFormatException(GossipFault.Malformed, $"part {i} of a compound packet is cut off");
            }

            messages.Add(SwimMessageCodec.Decode(packet.Slice(at, length)));
            at += length;
        }

        return messages;
    }
}
