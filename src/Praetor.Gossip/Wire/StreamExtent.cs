using System.Buffers.Binary;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Wire;

/// <summary>
/// How long a stream's message is, told from its start. Every answer is a number of bytes: the message's length if they
/// are all there, else more than are there.
/// </summary>
internal static class StreamExtent
{
    private const int FrameBytes = 5;

    /// <summary>Measures a message, or the encrypted frame around one.</summary>
    /// <exception cref="GossipFormatException">No message begins so, or it is over a bound.</exception>
    public static int Measure(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 1;
        }

        switch ((MessageKind)bytes[0])
        {
            case MessageKind.Encrypt:
                return MeasureFrame(bytes);
            case MessageKind.Ping or MessageKind.Ack or MessageKind.Error or MessageKind.Compress:
                return 1 + MsgPackExtent.Measure(bytes[1..], GossipLimits.StreamBytesMax);
            case MessageKind.User:
                return MeasureUser(bytes);
            case MessageKind.PushPull:
                return MeasurePushPull(bytes);
            default:
                throw new GossipFormatException(GossipFault.Malformed, $"a stream that begins with {bytes[0]}");
        }
    }

    private static int MeasureFrame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FrameBytes)
        {
            return FrameBytes;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        return length <= GossipLimits.StreamBytesMax
            ? FrameBytes + (int)length
            : throw new GossipFormatException(GossipFault.TooLarge, $"an encrypted frame of {length} bytes");
    }

    private static int MeasureUser(ReadOnlySpan<byte> bytes)
    {
        var header = 1 + MsgPackExtent.Measure(bytes[1..], GossipLimits.PacketBytesMax);
        if (header > bytes.Length)
        {
            return header;
        }

        var length = UserLengthIn(bytes[1..header]);
        return length is >= 0 and <= GossipLimits.StreamBytesMax
            ? header + length
            : throw new GossipFormatException(GossipFault.TooLarge, $"a user message of {length} bytes");
    }

    private static int MeasurePushPull(ReadOnlySpan<byte> bytes)
    {
        var at = 1 + MsgPackExtent.Measure(bytes[1..], GossipLimits.PacketBytesMax);
        if (at > bytes.Length)
        {
            return at;
        }

        var header = HeaderIn(bytes[1..at]);
        for (var i = 0; i < header.Nodes; i++)
        {
            at += MsgPackExtent.Measure(bytes[at..], GossipLimits.PacketBytesMax);
            if (at > bytes.Length)
            {
                return at;
            }
        }

        return at + header.UserStateBytes;
    }

    private static int UserLengthIn(ReadOnlySpan<byte> header)
    {
        try
        {
            var reader = new MsgPackReader(header);
            return SwimMessageReader.ReadUserLength(ref reader);
        }
        catch (WireFormatException malformed)
        {
            throw new GossipFormatException(GossipFault.Malformed, malformed.Message);
        }
    }

    private static PushPullHeader HeaderIn(ReadOnlySpan<byte> header)
    {
        try
        {
            var reader = new MsgPackReader(header);
            return PushPullHeader.Read(ref reader);
        }
        catch (WireFormatException malformed)
        {
            throw new GossipFormatException(GossipFault.Malformed, malformed.Message);
        }
    }
}
