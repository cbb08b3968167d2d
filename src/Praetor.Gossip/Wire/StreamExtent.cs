using System.Buffers.Binary;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Wire;

/// <summary>
/// How long a stream's message is, told from its start. A stream has no frame of its own, so whoever reads it asks after
/// each arrival. It goes on where it stopped: a message is looked at once, in however many pieces it comes.
/// </summary>
/// <param name="isAnswer">Whether it answers on a stream that we opened: those carry no label.</param>
internal sealed class StreamExtent(bool isAnswer)
{
    private const int FrameBytes = 5;

    // Where the value begins that is being measured, after the label.
    private int _at = 1;
    private MsgPackExtent _value = new();
    private PushPullHeader? _pushPull;
    private int _nodesSeen;

    /// <summary>
    /// How many bytes the message takes from the start of the stream: exactly, if that many are there; else at least
    /// that many, and more than are there. Ask again when they have arrived.
    /// </summary>
    /// <param name="buffered">All that has arrived, what the last call saw at its start.</param>
    /// <exception cref="GossipFormatException">It will be refused: read no further.</exception>
    public int Measure(ReadOnlySpan<byte> buffered)
    {
        var labelBytes = 0;
        if (!isAnswer && buffered.Length > 0 && buffered[0] == (byte)MessageKind.Label)
        {
            if (buffered.Length < 2 || buffered.Length < 2 + buffered[1])
            {
                return buffered.Length < 2 ? 2 : 2 + buffered[1];
            }

            labelBytes = 2 + buffered[1];
        }

        var needed = labelBytes + MeasureMessage(buffered[labelBytes..]);
        return needed <= GossipLimits.StreamInflatedMax
            ? needed
            : throw new GossipFormatException(GossipFault.TooLarge, $"a stream of {needed} bytes");
    }

    private int MeasureMessage(ReadOnlySpan<byte> bytes)
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
                return MeasureValue(bytes, GossipLimits.StreamBytesMax);
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

    /// <summary>Where the value under way ends, at least.</summary>
    private int MeasureValue(ReadOnlySpan<byte> bytes, int bytesMax) =>
        _at + _value.Measure(bytes.Length > _at ? bytes[_at..] : [], bytesMax);

    private int MeasureUser(ReadOnlySpan<byte> bytes)
    {
        var header = MeasureValue(bytes, GossipLimits.PacketBytesMax);
        if (header > bytes.Length)
        {
            return header;
        }

        var length = UserLengthIn(bytes[1..header]);
        return length is >= 0 and <= GossipLimits.StreamBytesMax
            ? header + length
            : throw new GossipFormatException(GossipFault.TooLarge, $"a user message of {length} bytes");
    }

    private int MeasurePushPull(ReadOnlySpan<byte> bytes)
    {
        while (_pushPull is not { } header || _nodesSeen < header.Nodes)
        {
            var end = MeasureValue(bytes, GossipLimits.PacketBytesMax);
            if (end > bytes.Length)
            {
                return end;
            }

            if (_pushPull is null)
            {
                _pushPull = HeaderIn(bytes[1..end]);
            }
            else
            {
                _nodesSeen++;
            }

            (_at, _value) = (end, new MsgPackExtent());
        }

        return _at + _pushPull.Value.UserStateBytes;
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
