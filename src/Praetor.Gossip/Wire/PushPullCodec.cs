using System.Buffers;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Wire;

/// <summary>A push/pull's body: a header with counts, that many nodes, and the application's bytes.</summary>
internal static class PushPullCodec
{
    /// <summary>Appends the body, without its kind.</summary>
    public static void Write(IBufferWriter<byte> output, SwimMessage.PushPull message)
    {
        var writer = new MsgPackWriter(output);
        writer.WriteMapHeader(3);
        writer.WriteString("Join");
        writer.WriteBoolean(message.IsJoin);
        writer.WriteString("Nodes");
        writer.WriteInt64(message.Nodes.Count);
        writer.WriteString("UserStateLen");
        writer.WriteInt64(message.UserState.Length);
        foreach (var node in message.Nodes)
        {
            writer.WriteMapHeader(7);
            WriteStart(ref writer, node.Address, node.Incarnation, node.Meta);
            writer.WriteString("Name");
            writer.WriteString(node.Name);
            writer.WriteString("Port");
            writer.WriteUInt64(node.Address.Port);
            writer.WriteString("State");
            writer.WriteInt64((int)node.State);
            writer.WriteString("Vsn");
            ProtocolVersions.Write(ref writer, node.Versions);
        }

        output.Write(message.UserState);
    }

    /// <summary>Appends the six pairs of an alive message.</summary>
    public static void WriteAlive(ref MsgPackWriter writer, SwimMessage.Alive alive)
    {
        WriteStart(ref writer, alive.Address, alive.Incarnation, alive.Meta);
        writer.WriteString("Node");
        writer.WriteString(alive.Node);
        writer.WriteString("Port");
        writer.WriteUInt64(alive.Address.Port);
        writer.WriteString("Vsn");
        ProtocolVersions.Write(ref writer, alive.Versions);
    }

    /// <summary>Reads a body that takes up all of the bytes.</summary>
    /// <exception cref="GossipFormatException">It does not, or is over a bound.</exception>
    /// <exception cref="WireFormatException">It is none.</exception>
    public static SwimMessage.PushPull Read(ReadOnlySpan<byte> body)
    {
        var reader = new MsgPackReader(body);
        var header = PushPullHeader.Read(ref reader);

        // A node takes at least one byte, so that the list is never larger than what was sent.
        if (header.Nodes > body.Length - reader.Position)
        {
            throw new GossipFormatException(GossipFault.Malformed, $"{header.Nodes} nodes with too few bytes for them");
        }

        var nodes = new PushPullNode[header.Nodes];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = ReadNode(ref reader);
        }

        var rest = body[reader.Position..];
        return rest.Length == header.UserStateBytes
            ? new SwimMessage.PushPull(header.IsJoin, nodes, rest.ToArray())
            : throw new GossipFormatException(
                GossipFault.Malformed,
                $"a user state of {header.UserStateBytes} bytes with {rest.Length} left"
            );
    }

    /// <summary>Reads a node; of an alive message too, which has Node for Name and no state.</summary>
    /// <exception cref="GossipFormatException">A part is over its bound or makes no sense.</exception>
    /// <exception cref="WireFormatException">It is none.</exception>
    public static PushPullNode ReadNode(ref MsgPackReader reader)
    {
        var node = new PushPullNode("", default, 0, NodeState.Alive);
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            node = ReadField(ref reader, node, reader.ReadString());
        }

        reader.Leave();
        return node.Address.Address is not null
            ? node
            : throw new GossipFormatException(GossipFault.Malformed, "a node without an address");
    }

    private static PushPullNode ReadField(ref MsgPackReader reader, PushPullNode node, string field)
    {
        switch (field)
        {
            case "Addr":
                // An absent address stays null until ReadNode refuses it.
                return node with { Address = node.Address with { Address = GossipAddress.ReadAddress(ref reader)! } };
            case "Incarnation":
                return node with { Incarnation = reader.ReadUInt32() };
            case "Meta":
                return node with { Meta = ReadMeta(ref reader) };
            case "Name" or "Node":
                return node with { Name = SwimMessageReader.ReadName(ref reader) };
            case "Port":
                return node with { Address = node.Address with { Port = GossipAddress.ReadPort(ref reader) } };
            case "State":
                return node with { State = ReadState(ref reader) };
            case "Vsn":
                return node with { Versions = ProtocolVersions.Read(ref reader) };
            default:
                reader.Skip();
                return node;
        }
    }

    private static byte[]? ReadMeta(ref MsgPackReader reader)
    {
        var meta = reader.ReadBytes();
        return meta is null || meta.Length <= GossipLimits.MetaBytesMax
            ? meta
            : throw new GossipFormatException(GossipFault.TooLarge, $"meta of {meta.Length} bytes");
    }

    private static NodeState ReadState(ref MsgPackReader reader)
    {
        var state = reader.ReadInt32();
        return state is >= 0 and <= (int)NodeState.Left
            ? (NodeState)state
            : throw new GossipFormatException(GossipFault.Malformed, $"a node in state {state}");
    }

    private static void WriteStart(ref MsgPackWriter writer, GossipAddress address, uint incarnation, byte[]? meta)
    {
        writer.WriteString("Addr");
        GossipAddress.WriteAddress(ref writer, address.Address);
        writer.WriteString("Incarnation");
        writer.WriteUInt64(incarnation);
        writer.WriteString("Meta");
        SwimMessageWriter.WriteBytes(ref writer, meta);
    }
}

/// <summary>What a push/pull says of itself before its nodes.</summary>
internal readonly record struct PushPullHeader(bool IsJoin, int Nodes, int UserStateBytes)
{
    /// <summary>Reads the header.</summary>
    /// <exception cref="GossipFormatException">A count is over its bound.</exception>
    /// <exception cref="WireFormatException">It is none.</exception>
    public static PushPullHeader Read(ref MsgPackReader reader)
    {
        var header = default(PushPullHeader);
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "Join":
                    header = header with { IsJoin = reader.ReadBoolean() };
                    break;
                case "Nodes":
                    header = header with { Nodes = reader.ReadInt32() };
                    break;
                case "UserStateLen":
                    header = header with { UserStateBytes = reader.ReadInt32() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
        return
            header.Nodes is >= 0 and <= GossipLimits.PushPullNodesMax
            && header.UserStateBytes is >= 0 and <= GossipLimits.StreamInflatedMax
            ? header
            : throw new GossipFormatException(
                GossipFault.TooLarge,
                $"a push/pull of {header.Nodes} nodes and {header.UserStateBytes} bytes"
            );
    }
}
