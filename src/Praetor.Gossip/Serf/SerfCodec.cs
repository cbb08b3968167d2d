using System.Buffers;
using Praetor.Foundation;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>Serf's messages to bytes: a kind and a msgpack map, keys in byte order. <see cref="SerfReader"/> is the way back.</summary>
internal static class SerfCodec
{
    /// <summary>The message's bytes.</summary>
    public static byte[] Encode(SerfMessage message)
    {
        var output = new ArrayBufferWriter<byte>(128);
        var writer = new MsgPackWriter(output);
        switch (message)
        {
            case SerfMessage.Leave leave:
                Open(output, ref writer, SerfKind.Leave, 3);
                WriteTime(ref writer, leave.Time);
                WriteText(ref writer, "Node", leave.Node);
                writer.WriteString("Prune");
                writer.WriteBoolean(leave.Prune);
                break;
            case SerfMessage.Join join:
                Open(output, ref writer, SerfKind.Join, 2);
                WriteTime(ref writer, join.Time);
                WriteText(ref writer, "Node", join.Node);
                break;
            case SerfMessage.UserEvent userEvent:
                Open(output, ref writer, SerfKind.UserEvent, 4);
                writer.WriteString("CC");
                writer.WriteBoolean(userEvent.Coalesces);
                WriteTime(ref writer, userEvent.Time);
                WriteText(ref writer, "Name", userEvent.Name);
                WriteBytes(ref writer, "Payload", userEvent.Payload);
                break;
            case SerfMessage.Query query:
                Open(output, ref writer, SerfKind.Query, 11);
                WriteQuery(ref writer, query);
                break;
            case SerfMessage.QueryResponse response:
                Open(output, ref writer, SerfKind.QueryResponse, 5);
                WriteNumber(ref writer, "Flags", (uint)response.Flags);
                WriteText(ref writer, "From", response.From);
                WriteNumber(ref writer, "ID", response.Id);
                WriteTime(ref writer, response.Time);
                WriteBytes(ref writer, "Payload", response.Payload);
                break;
            case SerfMessage.PushPull pushPull:
                Open(output, ref writer, SerfKind.PushPull, 6);
                SerfPushPull.Write(ref writer, pushPull);
                break;
            case SerfMessage.Relay relay:
                Open(output, ref writer, SerfKind.Relay, 2);
                WriteRelay(ref writer, relay);
                break;
            case SerfMessage.ConflictResponse conflict:
                Open(output, ref writer, SerfKind.ConflictResponse, 11);
                WriteMember(ref writer, conflict.Member);
                break;
            case SerfMessage.KeyRequest request:
                Open(output, ref writer, SerfKind.KeyRequest, 1);
                WriteBytes(ref writer, "Key", request.Key);
                break;
            case SerfMessage.KeyResponse response:
                Open(output, ref writer, SerfKind.KeyResponse, 4);
                writer.WriteString("Keys");
                MsgPackCollections.WriteList(ref writer, response.Keys, SerfPushPull.WriteName);
                WriteText(ref writer, "Message", response.Text);
                WriteText(ref writer, "PrimaryKey", response.PrimaryKey);
                writer.WriteString("Result");
                writer.WriteBoolean(response.IsDone);
                break;
            default:
                throw new InvariantException($"{message.GetType()} has no form");
        }

        return output.WrittenSpan.ToArray();
    }

    private static void Open(ArrayBufferWriter<byte> output, ref MsgPackWriter writer, SerfKind kind, int fields)
    {
        output.Write([(byte)kind]);
        writer.WriteMapHeader(fields);
    }

    private static void WriteQuery(ref MsgPackWriter writer, SerfMessage.Query query)
    {
        writer.WriteString("Addr");
        GossipAddress.WriteAddress(ref writer, query.AnswerTo.Address);
        writer.WriteString("Filters");
        MsgPackCollections.WriteList(ref writer, query.Filters, static (ref w, filter) => w.WriteRaw(filter));
        WriteNumber(ref writer, "Flags", (uint)query.Flags);
        WriteNumber(ref writer, "ID", query.Id);
        WriteTime(ref writer, query.Time);
        WriteText(ref writer, "Name", query.Name);
        WriteBytes(ref writer, "Payload", query.Payload);
        WriteNumber(ref writer, "Port", query.AnswerTo.Port);
        WriteNumber(ref writer, "RelayFactor", query.RelayFactor);
        WriteText(ref writer, "SourceNode", query.SourceNode);
        writer.WriteString("Timeout");
        writer.WriteInt64(query.Timeout);
    }

    private static void WriteRelay(ref MsgPackWriter writer, SerfMessage.Relay relay)
    {
        writer.WriteString("DestAddr");
        writer.WriteMapHeader(3);
        writer.WriteString("IP");
        GossipAddress.WriteAddress(ref writer, relay.Address.Address);
        WriteNumber(ref writer, "Port", relay.Address.Port);
        WriteText(ref writer, "Zone", "");
        WriteText(ref writer, "DestName", relay.Node);
        writer.WriteEncoded(relay.Message);
    }

    private static void WriteMember(ref MsgPackWriter writer, SerfMember member)
    {
        writer.WriteString("Addr");
        GossipAddress.WriteAddress(ref writer, member.Address);
        WriteNumber(ref writer, "DelegateCur", member.Versions.DelegateCurrent);
        WriteNumber(ref writer, "DelegateMax", member.Versions.DelegateMax);
        WriteNumber(ref writer, "DelegateMin", member.Versions.DelegateMin);
        WriteText(ref writer, "Name", member.Name);
        WriteNumber(ref writer, "Port", member.Port);
        WriteNumber(ref writer, "ProtocolCur", member.Versions.Current);
        WriteNumber(ref writer, "ProtocolMax", member.Versions.Max);
        WriteNumber(ref writer, "ProtocolMin", member.Versions.Min);
        WriteNumber(ref writer, "Status", (uint)member.Status);
        writer.WriteString("Tags");
        MsgPackCollections.WriteMap(ref writer, member.Tags, static (ref w, value) => w.WriteString(value));
    }

    private static void WriteTime(ref MsgPackWriter writer, ulong time) => WriteNumber(ref writer, "LTime", time);

    private static void WriteText(ref MsgPackWriter writer, string name, string value)
    {
        writer.WriteString(name);
        writer.WriteString(value);
    }

    private static void WriteNumber(ref MsgPackWriter writer, string name, ulong value)
    {
        writer.WriteString(name);
        writer.WriteUInt64(value);
    }

    private static void WriteBytes(ref MsgPackWriter writer, string name, byte[]? value)
    {
        writer.WriteString(name);
        SwimMessageWriter.WriteBytes(ref writer, value);
    }
}
