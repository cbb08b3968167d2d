using System.Buffers;
using Praetor.Foundation;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Wire;

/// <summary>The writing half of <see cref="SwimMessageCodec"/>. Keys stand in byte order, as Go's encoder has them.</summary>
internal static class SwimMessageWriter
{
    /// <summary>Appends the kind and the map of any message but user messages and push/pulls.</summary>
    public static void WriteMap(ArrayBufferWriter<byte> output, SwimMessage message)
    {
        var writer = new MsgPackWriter(output);
        switch (message)
        {
            case SwimMessage.Ping ping:
                Open(output, ref writer, MessageKind.Ping, 2 + CountOf(ping.Source));
                writer.WriteString("Node");
                writer.WriteString(ping.Node);
                WriteSequence(ref writer, ping.Sequence);
                WriteSource(ref writer, ping.Source);
                break;
            case SwimMessage.IndirectPing ping:
                Open(output, ref writer, MessageKind.IndirectPing, 5 + CountOf(ping.Source));
                writer.WriteString("Nack");
                writer.WriteBoolean(ping.WantsNack);
                writer.WriteString("Node");
                writer.WriteString(ping.Node);
                writer.WriteString("Port");
                writer.WriteUInt64(ping.Target.Port);
                WriteSequence(ref writer, ping.Sequence);
                WriteSource(ref writer, ping.Source);
                writer.WriteString("Target");
                GossipAddress.WriteAddress(ref writer, ping.Target.Address);
                break;
            case SwimMessage.Ack ack:
                Open(output, ref writer, MessageKind.Ack, 2);
                writer.WriteString("Payload");
                WriteBytes(ref writer, ack.Payload);
                WriteSequence(ref writer, ack.Sequence);
                break;
            case SwimMessage.Nack nack:
                Open(output, ref writer, MessageKind.Nack, 1);
                WriteSequence(ref writer, nack.Sequence);
                break;
            case SwimMessage.Suspect suspect:
                Open(output, ref writer, MessageKind.Suspect, 3);
                WriteClaim(ref writer, suspect.From, suspect.Incarnation, suspect.Node);
                break;
            case SwimMessage.Dead dead:
                Open(output, ref writer, MessageKind.Dead, 3);
                WriteClaim(ref writer, dead.From, dead.Incarnation, dead.Node);
                break;
            case SwimMessage.Alive alive:
                Open(output, ref writer, MessageKind.Alive, 6);
                PushPullCodec.WriteAlive(ref writer, alive);
                break;
            case SwimMessage.Error error:
                Open(output, ref writer, MessageKind.Error, 1);
                writer.WriteString("Error");
                writer.WriteString(error.Text);
                break;
            default:
                throw new InvariantException($"{message.GetType()} has no map");
        }
    }

    private static void Open(ArrayBufferWriter<byte> output, ref MsgPackWriter writer, MessageKind kind, int fields)
    {
        output.Write([(byte)kind]);
        writer.WriteMapHeader(fields);
    }

    // Go's omitempty: absent parts of the source are not there at all.
    private static int CountOf(PingSource source) =>
        (source.Address is null ? 0 : 1) + (string.IsNullOrEmpty(source.Node) ? 0 : 1) + (source.Port == 0 ? 0 : 1);

    private static void WriteSource(ref MsgPackWriter writer, PingSource source)
    {
        if (source.Address is not null)
        {
            writer.WriteString("SourceAddr");
            GossipAddress.WriteAddress(ref writer, source.Address);
        }

        if (!string.IsNullOrEmpty(source.Node))
        {
            writer.WriteString("SourceNode");
            writer.WriteString(source.Node);
        }

        if (source.Port != 0)
        {
            writer.WriteString("SourcePort");
            writer.WriteUInt64(source.Port);
        }
    }

    private static void WriteSequence(ref MsgPackWriter writer, uint sequence)
    {
        writer.WriteString("SeqNo");
        writer.WriteUInt64(sequence);
    }

    private static void WriteClaim(ref MsgPackWriter writer, string from, uint incarnation, string node)
    {
        writer.WriteString("From");
        writer.WriteString(from);
        writer.WriteString("Incarnation");
        writer.WriteUInt64(incarnation);
        writer.WriteString("Node");
        writer.WriteString(node);
    }

    /// <summary>Appends bytes, or nil for null.</summary>
    public static void WriteBytes(ref MsgPackWriter writer, byte[]? bytes)
    {
        if (bytes is null)
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteRaw(bytes);
        }
    }
}
