using System.Buffers;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Wire;

/// <summary>
/// Messages to bytes and back, without the layers around them: a kind, then a msgpack map, then for push/pull and a
/// stream's user message bytes whose length the map tells.
/// </summary>
internal static class SwimMessageCodec
{
    /// <summary>The form of a packet's message. A <see cref="SwimMessage.User"/> is its kind and payload.</summary>
    public static byte[] Encode(SwimMessage message)
    {
        var output = new ArrayBufferWriter<byte>(SizeHint(message));
        switch (message)
        {
            case SwimMessage.User user:
                output.Write([(byte)MessageKind.User]);
                output.Write(user.Payload.Span);
                break;
            case SwimMessage.PushPull pushPull:
                output.Write([(byte)MessageKind.PushPull]);
                PushPullCodec.Write(output, pushPull);
                break;
            default:
                SwimMessageWriter.WriteMap(output, message);
                break;
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>About what the message takes: a pool's whole state is not copied again and again while it grows.</summary>
    private static int SizeHint(SwimMessage message)
    {
        const int Usual = 128;
        const int NodeBytes = 256;
        return message is SwimMessage.PushPull pushPull
            ? Usual + NodeBytes * pushPull.Nodes.Count + pushPull.UserState.Length
            : Usual;
    }

    /// <summary>The form a user message has on a stream: its length is told before it.</summary>
    public static byte[] EncodeForStream(SwimMessage.User message)
    {
        var output = new ArrayBufferWriter<byte>(message.Payload.Length + 24);
        output.Write([(byte)MessageKind.User]);
        var writer = new MsgPackWriter(output);
        writer.WriteMapHeader(1);
        writer.WriteString("UserMsgLen");
        writer.WriteInt64(message.Payload.Length);
        output.Write(message.Payload.Span);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads a packet's message.</summary>
    /// <exception cref="GossipFormatException">It is none.</exception>
    public static SwimMessage Decode(ReadOnlySpan<byte> bytes) => Guarded(bytes, isStream: false);

    /// <summary>Reads a stream's message.</summary>
    /// <exception cref="GossipFormatException">It is none.</exception>
    public static SwimMessage DecodeFromStream(ReadOnlySpan<byte> bytes) => Guarded(bytes, isStream: true);

    private static SwimMessage Guarded(ReadOnlySpan<byte> bytes, bool isStream)
    {
        if (bytes.IsEmpty)
        {
            throw new GossipFormatException(GossipFault.Malformed, "an empty message");
        }

        try
        {
            return isStream ? DecodeStream(bytes) : DecodePacket(bytes);
        }
        catch (WireFormatException malformed)
        {
            // Both say the same to the boundary; one exception leaves this layer.
            throw new GossipFormatException(GossipFault.Malformed, malformed.Message);
        }
    }

    private static SwimMessage DecodePacket(ReadOnlySpan<byte> bytes)
    {
        var reader = new MsgPackReader(bytes[1..]);
        return (MessageKind)bytes[0] switch
        {
            MessageKind.Ping => SwimMessageReader.ReadPing(ref reader),
            MessageKind.IndirectPing => SwimMessageReader.ReadIndirectPing(ref reader),
            MessageKind.Ack => SwimMessageReader.ReadAck(ref reader),
            MessageKind.Nack => new SwimMessage.Nack(SwimMessageReader.ReadClaim(ref reader).Sequence),
            MessageKind.Alive => SwimMessageReader.ReadAlive(ref reader),
            MessageKind.Suspect => SwimMessageReader.ReadClaim(ref reader).ToSuspect(),
            MessageKind.Dead => SwimMessageReader.ReadClaim(ref reader).ToDead(),
            MessageKind.User => new SwimMessage.User(bytes[1..].ToArray()),
            _ => throw Unknown(bytes[0]),
        };
    }

    private static SwimMessage DecodeStream(ReadOnlySpan<byte> bytes)
    {
        var body = bytes[1..];
        var reader = new MsgPackReader(body);
        switch ((MessageKind)bytes[0])
        {
            case MessageKind.Ping:
                return SwimMessageReader.ReadPing(ref reader);
            case MessageKind.Ack:
                return SwimMessageReader.ReadAck(ref reader);
            case MessageKind.PushPull:
                return PushPullCodec.Read(body);
            case MessageKind.Error:
                return new SwimMessage.Error(SwimMessageReader.ReadClaim(ref reader).Error);
            case MessageKind.User:
                var length = SwimMessageReader.ReadUserLength(ref reader);
                var payload = body[reader.Position..];
                return length == payload.Length
                    ? new SwimMessage.User(payload.ToArray())
                    : throw new GossipFormatException(
                        GossipFault.Malformed,
                        $"a user message of {length} bytes with {payload.Length} left"
                    );
            default:
                throw Unknown(bytes[0]);
        }
    }

    private static GossipFormatException Unknown(byte kind) =>
        new(GossipFault.Malformed, $"a message of kind {kind} that does not belong here");
}
