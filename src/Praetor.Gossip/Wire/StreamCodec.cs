using System.Buffers.Binary;
using Praetor.Foundation.Ids;
using Praetor.Gossip.Encryption;

namespace Praetor.Gossip.Wire;

/// <summary>
/// The layers around a stream's message, outermost first: label, encryption, compression. A stream has no frame of its
/// own, so <see cref="StreamExtent"/> tells from what has arrived how much there will be.
/// </summary>
/// <remarks>Keeps buffers between calls: one caller at a time.</remarks>
internal sealed class StreamCodec(LayerOptions options, IEntropy entropy)
{
    private const int FrameBytes = 5;

    private readonly Compression _compression = new();

    /// <summary>Makes what is written to a stream, once by each side.</summary>
    /// <param name="message">
    /// An encoded message: <see cref="SwimMessageCodec.Encode"/> or <see cref="SwimMessageCodec.EncodeForStream"/>.
    /// </param>
    /// <param name="isAnswer">Whether it answers on a stream that the other opened: those carry no label.</param>
    public byte[] Seal(ReadOnlySpan<byte> message, bool isAnswer)
    {
        var body = options.IsCompressing ? _compression.Fold(message) : message;
        var labelBytes = isAnswer ? 0 : Label.OverheadOf(options.Label);
        if (options.Keyring is not { } ring || !options.VerifiesOutgoing)
        {
            var plain = new byte[labelBytes + body.Length];
            body.CopyTo(isAnswer ? plain : Label.Write(options.Label, plain));
            return plain;
        }

        var sealedBytes = GossipCipher.SealedLength(options.EncryptionVersion, body.Length);
        var stream = new byte[labelBytes + FrameBytes + sealedBytes];
        var rest = isAnswer ? stream : Label.Write(options.Label, stream);
        rest[0] = (byte)MessageKind.Encrypt;
        BinaryPrimitives.WriteUInt32BigEndian(rest[1..], (uint)sealedBytes);
        Span<byte> nonce = stackalloc byte[GossipCipher.NonceBytes];
        entropy.Fill(nonce);
        GossipCipher.Seal(
            options.EncryptionVersion,
            ring.Primary,
            nonce,
            body,
            Associated(rest[..FrameBytes]),
            rest[FrameBytes..]
        );
        return stream;
    }

    /// <summary>Reads a message that <see cref="StreamExtent"/> says is complete.</summary>
    /// <exception cref="GossipFormatException">It is refused.</exception>
    public SwimMessage Open(ReadOnlySpan<byte> stream, bool isAnswer)
    {
        var rest = isAnswer ? stream : Label.Strip(stream, options.Label);
        if (rest.IsEmpty)
        {
            throw new GossipFormatException(GossipFault.Malformed, "an empty stream");
        }

        if (rest[0] == (byte)MessageKind.Encrypt)
        {
            rest = Decrypt(rest);
        }
        else if (options is { Keyring: not null, VerifiesIncoming: true })
        {
            throw new GossipFormatException(
                GossipFault.Encryption,
                "Encryption is configured but remote state is not encrypted"
            );
        }

        if (!rest.IsEmpty && rest[0] == (byte)MessageKind.Compress)
        {
            rest = Compression.Unfold(rest[1..], GossipLimits.StreamInflatedMax);
        }

        return SwimMessageCodec.DecodeFromStream(rest);
    }

    private ReadOnlySpan<byte> Decrypt(ReadOnlySpan<byte> frame)
    {
        if (options.Keyring is not { } ring)
        {
            throw new GossipFormatException(
                GossipFault.Encryption,
                "Remote state is encrypted and encryption is not configured"
            );
        }

        if (frame.Length < FrameBytes)
        {
            throw new GossipFormatException(GossipFault.Malformed, "an encrypted frame that is cut off");
        }

        var associated = Associated(frame[..FrameBytes]);
        foreach (var key in ring.Keys)
        {
            if (GossipCipher.TryOpen(key, frame[FrameBytes..], associated) is { } plain)
            {
                return plain;
            }
        }

        throw new GossipFormatException(GossipFault.Key, "No installed keys could decrypt the message");
    }

    private byte[] Associated(ReadOnlySpan<byte> frame) => [.. frame, .. options.Label];
}
