using System.Buffers;
using System.Net;
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
        var output = new ArrayBufferWriter<byte>(128);
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
            MessageKind.Ping => ReadPing(ref reader),
            MessageKind.IndirectPing => ReadIndirectPing(ref reader),
            MessageKind.Ack => ReadAck(ref reader),
            MessageKind.Nack => new SwimMessage.Nack(ReadClaim(ref reader).Sequence),
            MessageKind.Alive => ReadAlive(ref reader),
            MessageKind.Suspect => ReadClaim(ref reader).ToSuspect(),
            MessageKind.Dead => ReadClaim(ref reader).ToDead(),
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
                return ReadPing(ref reader);
            case MessageKind.Ack:
                return ReadAck(ref reader);
            case MessageKind.PushPull:
                return PushPullCodec.Read(body);
            case MessageKind.Error:
                return new SwimMessage.Error(ReadClaim(ref reader).Error);
            case MessageKind.User:
                var length = ReadUserLength(ref reader);
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

    private static SwimMessage.Ping ReadPing(ref MsgPackReader reader)
    {
        var fields = ReadPingFields(ref reader);
        return new SwimMessage.Ping(fields.Sequence, fields.Node) { Source = fields.Source };
    }

    private static SwimMessage.IndirectPing ReadIndirectPing(ref MsgPackReader reader)
    {
        var fields = ReadPingFields(ref reader);
        return fields.Target is { } target
            ? new SwimMessage.IndirectPing(fields.Sequence, new GossipAddress(target, fields.Port), fields.Node)
            {
                WantsNack = fields.WantsNack,
                Source = fields.Source,
            }
            : throw new GossipFormatException(GossipFault.Malformed, "an indirect ping without a target");
    }

    private static PingFields ReadPingFields(ref MsgPackReader reader)
    {
        var it = new PingFields { Node = "" };
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "Nack":
                    it.WantsNack = reader.ReadBoolean();
                    break;
                case "Node":
                    it.Node = ReadName(ref reader);
                    break;
                case "Port":
                    it.Port = GossipAddress.ReadPort(ref reader);
                    break;
                case "SeqNo":
                    it.Sequence = reader.ReadUInt32();
                    break;
                case "SourceAddr":
                    it.Source = it.Source with { Address = GossipAddress.ReadAddress(ref reader) };
                    break;
                case "SourceNode":
                    it.Source = it.Source with { Node = ReadName(ref reader) };
                    break;
                case "SourcePort":
                    it.Source = it.Source with { Port = GossipAddress.ReadPort(ref reader) };
                    break;
                case "Target":
                    it.Target = GossipAddress.ReadAddress(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
        return it;
    }

    private static SwimMessage.Ack ReadAck(ref MsgPackReader reader)
    {
        uint sequence = 0;
        byte[]? payload = null;
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "Payload":
                    payload = reader.ReadBytes();
                    break;
                case "SeqNo":
                    sequence = reader.ReadUInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
        return new SwimMessage.Ack(sequence, payload);
    }

    private static SwimMessage.Alive ReadAlive(ref MsgPackReader reader)
    {
        var node = PushPullCodec.ReadNode(ref reader);
        return new SwimMessage.Alive(node.Incarnation, node.Name, node.Address)
        {
            Meta = node.Meta,
            Versions = node.Versions,
        };
    }

    /// <summary>The length that the map before a stream's user message tells.</summary>
    /// <exception cref="WireFormatException">It is no map.</exception>
    public static int ReadUserLength(ref MsgPackReader reader) => ReadClaim(ref reader).UserLength;

    private static ClaimFields ReadClaim(ref MsgPackReader reader)
    {
        var it = new ClaimFields
        {
            Node = "",
            From = "",
            Error = "",
        };
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "Error":
                    it.Error = reader.ReadString();
                    break;
                case "From":
                    it.From = ReadName(ref reader);
                    break;
                case "Incarnation":
                    it.Incarnation = reader.ReadUInt32();
                    break;
                case "Node":
                    it.Node = ReadName(ref reader);
                    break;
                case "SeqNo":
                    it.Sequence = reader.ReadUInt32();
                    break;
                case "UserMsgLen":
                    it.UserLength = reader.ReadInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
        return it;
    }

    /// <summary>Reads a node's name, within its bound.</summary>
    /// <exception cref="GossipFormatException">It is too long.</exception>
    public static string ReadName(ref MsgPackReader reader) =>
        reader.ReadString() is var name && name.Length <= GossipLimits.NameBytesMax
            ? name
            : throw new GossipFormatException(GossipFault.TooLarge, $"a name of {name.Length} characters");

    private static GossipFormatException Unknown(byte kind) =>
        new(GossipFault.Malformed, $"a message of kind {kind} that does not belong here");

    private struct PingFields
    {
        public bool WantsNack;
        public string Node;
        public ushort Port;
        public uint Sequence;
        public PingSource Source;
        public IPAddress? Target;
    }

    private struct ClaimFields
    {
        public string Error;
        public string From;
        public uint Incarnation;
        public string Node;
        public uint Sequence;
        public int UserLength;

        public readonly SwimMessage.Suspect ToSuspect() => new(Incarnation, Node, From);

        public readonly SwimMessage.Dead ToDead() => new(Incarnation, Node, From);
    }
}
