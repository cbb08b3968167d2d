using System.Net;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Wire;

/// <summary>
/// The reading half of <see cref="SwimMessageCodec"/>, which turns its <see cref="WireFormatException"/>s into refusals.
/// </summary>
internal static class SwimMessageReader
{
    /// <summary>Reads a ping.</summary>
    public static SwimMessage.Ping ReadPing(ref MsgPackReader reader)
    {
        var fields = ReadPingFields(ref reader);
        return new SwimMessage.Ping(fields.Sequence, fields.Node) { Source = fields.Source };
    }

    /// <summary>Reads a ping by way of another.</summary>
    /// <exception cref="GossipFormatException">It has no target.</exception>
    public static SwimMessage.IndirectPing ReadIndirectPing(ref MsgPackReader reader)
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

    /// <summary>Reads an answer to a ping.</summary>
    public static SwimMessage.Ack ReadAck(ref MsgPackReader reader)
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

    /// <summary>Reads an alive message.</summary>
    public static SwimMessage.Alive ReadAlive(ref MsgPackReader reader)
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

    /// <summary>Reads the map of any of the small messages.</summary>
    public static SwimClaimFields ReadClaim(ref MsgPackReader reader)
    {
        var it = new SwimClaimFields
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
        reader.ReadString() is var name && name.Length <= GossipLimits.NameLengthMax
            ? name
            : throw new GossipFormatException(GossipFault.TooLarge, $"a name of {name.Length} characters");

    private struct PingFields
    {
        public bool WantsNack;
        public string Node;
        public ushort Port;
        public uint Sequence;
        public PingSource Source;
        public IPAddress? Target;
    }
}

/// <summary>What suspect, dead, nack, error and a user message's header say between them.</summary>
internal struct SwimClaimFields
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
