using System.Buffers.Binary;
using System.IO.Hashing;
using Praetor.Foundation;
using Praetor.Foundation.Ids;
using Praetor.Gossip.Encryption;

namespace Praetor.Gossip.Wire;

/// <summary>
/// The layers around a packet's messages, outermost first: label, encryption, checksum, compression, compound. They come
/// in this order and each at most once; memberlist's nodes send no other, and so a packet cannot unfold without end.
/// </summary>
/// <remarks>Keeps buffers between calls: one caller at a time.</remarks>
internal sealed class PacketCodec(LayerOptions options, IEntropy entropy)
{
    private const int ChecksumBytes = 5;

    private readonly Compression _compression = new();

    /// <summary>What label and encryption add to a packet at most.</summary>
    public int Overhead =>
        Label.OverheadOf(options.Label)
        + (
            options is { Keyring: not null, VerifiesOutgoing: true }
                ? GossipCipher.OverheadOf(options.EncryptionVersion)
                : 0
        );

    /// <summary>Makes a packet.</summary>
    /// <param name="messages">One to 255 encoded messages.</param>
    /// <param name="withChecksum">Whether the receiver is known to understand checksums: protocol 5 or newer.</param>
    public byte[] Seal(IReadOnlyList<ReadOnlyMemory<byte>> messages, bool withChecksum)
    {
        Invariant.Check(messages.Count is > 0 and <= GossipLimits.CompoundPartsMax, "a packet has 1 to 255 messages");
        var body = Compound.Join(messages);
        if (options.IsCompressing && _compression.Fold(body) is var folded && folded.Length < body.Length)
        {
            body = folded;
        }

        return withChecksum ? Enclose(WithChecksum(body)) : Enclose(body);
    }

    /// <summary>Reads a packet.</summary>
    /// <exception cref="GossipFormatException">It is refused.</exception>
    public IReadOnlyList<SwimMessage> Open(ReadOnlySpan<byte> packet)
    {
        var rest = Label.Strip(packet, options.Label);
        return options.Keyring is null ? OpenPlain(rest) : OpenPlain(Decrypt(rest, options.Keyring));
    }

    private ReadOnlySpan<byte> Decrypt(ReadOnlySpan<byte> packet, Keyring ring)
    {
        foreach (var key in ring.Keys)
        {
            if (GossipCipher.TryOpen(key, packet, options.Label) is { } plain)
            {
                return plain;
            }
        }

        return options.VerifiesIncoming
            ? throw new GossipFormatException(GossipFault.Key, "No installed keys could decrypt the message")
            : packet;
    }

    private static List<SwimMessage> OpenPlain(ReadOnlySpan<byte> packet)
    {
        if (KindOf(packet) == MessageKind.Checksum)
        {
            packet = VerifyChecksum(packet);
        }

        if (KindOf(packet) == MessageKind.Compress)
        {
            packet = Compression.Unfold(packet[1..], GossipLimits.PacketInflatedMax);
        }

        return KindOf(packet) == MessageKind.Compound ? Compound.Read(packet) : [SwimMessageCodec.Decode(packet)];
    }

    private static MessageKind? KindOf(ReadOnlySpan<byte> packet) => packet.IsEmpty ? null : (MessageKind)packet[0];

    private static ReadOnlySpan<byte> VerifyChecksum(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < ChecksumBytes)
        {
            throw new GossipFormatException(GossipFault.Malformed, "a checksum that is cut off");
        }

        var rest = packet[ChecksumBytes..];
        return BinaryPrimitives.ReadUInt32BigEndian(packet[1..]) == Crc32.HashToUInt32(rest)
            ? rest
            : throw new GossipFormatException(GossipFault.Checksum, "a checksum of other bytes");
    }

    private static byte[] WithChecksum(ReadOnlySpan<byte> body)
    {
        var packet = new byte[ChecksumBytes + body.Length];
        packet[0] = (byte)MessageKind.Checksum;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(1), Crc32.HashToUInt32(body));
        body.CopyTo(packet.AsSpan(ChecksumBytes));
        return packet;
    }

    private byte[] Enclose(byte[] body)
    {
        var labelBytes = Label.OverheadOf(options.Label);
        if (options.Keyring is not { } ring || !options.VerifiesOutgoing)
        {
            if (labelBytes == 0)
            {
                return body;
            }

            var labelled = new byte[labelBytes + body.Length];
            body.CopyTo(Label.Write(options.Label, labelled));
            return labelled;
        }

        var packet = new byte[labelBytes + GossipCipher.SealedLength(options.EncryptionVersion, body.Length)];
        Span<byte> nonce = stackalloc byte[GossipCipher.NonceBytes];
        entropy.Fill(nonce);
        var rest = Label.Write(options.Label, packet);
        GossipCipher.Seal(options.EncryptionVersion, ring.Primary, nonce, body, options.Label, rest);
        return packet;
    }
}
