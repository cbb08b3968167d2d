using System.Buffers;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Wire;

/// <summary>The compression layer: which algorithm, of which there is one, and its bytes.</summary>
internal sealed class Compression
{
    private const int Lzw = 0;

    private readonly LzwEncoder _encoder = new();
    private readonly ArrayBufferWriter<byte> _folded = new();

    /// <summary>The message, compressed.</summary>
    public byte[] Fold(ReadOnlySpan<byte> message)
    {
        _folded.ResetWrittenCount();
        _encoder.Encode(message, _folded);
        var output = new ArrayBufferWriter<byte>(_folded.WrittenCount + 24);
        output.Write([(byte)MessageKind.Compress]);
        var writer = new MsgPackWriter(output);
        writer.WriteMapHeader(2);
        writer.WriteString("Algo");
        writer.WriteInt64(Lzw);
        writer.WriteString("Buf");
        writer.WriteRaw(_folded.WrittenSpan);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The message in a compressed one.</summary>
    /// <param name="body">What follows the kind.</param>
    /// <param name="bytesMax">What it may unfold to.</param>
    /// <exception cref="GossipFormatException">It is none, or unfolds to more.</exception>
    public static byte[] Unfold(ReadOnlySpan<byte> body, int bytesMax)
    {
        long algorithm = Lzw;
        ReadOnlySpan<byte> folded = default;
        try
        {
            var reader = new MsgPackReader(body);
            for (var left = reader.EnterMap(); left > 0; left--)
            {
                switch (reader.ReadString())
                {
                    case "Algo":
                        algorithm = reader.ReadInt64();
                        break;
                    case "Buf":
                        folded = reader.ReadRaw();
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }
        }
        catch (WireFormatException malformed)
        {
            throw new GossipFormatException(GossipFault.Malformed, malformed.Message);
        }

        return algorithm == Lzw
            ? LzwDecoder.Decode(folded, bytesMax)
            : throw new GossipFormatException(GossipFault.Malformed, $"compression algorithm {algorithm}");
    }
}
