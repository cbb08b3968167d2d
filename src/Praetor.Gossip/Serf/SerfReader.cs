using System.Net;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>
/// Reads Serf's messages. Their maps share most fields and no name means two things, so that one reader serves all kinds.
/// </summary>
internal static class SerfReader
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="GossipFormatException">It is none.</exception>
    public static SerfMessage Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            throw new GossipFormatException(GossipFault.Malformed, "an empty Serf message");
        }

        try
        {
            var reader = new MsgPackReader(bytes[1..]);
            var fields = Read(ref reader);
            return ToMessage((SerfKind)bytes[0], fields, bytes[(1 + reader.Position)..]);
        }
        catch (WireFormatException malformed)
        {
            // Both say the same to the boundary; one exception leaves this layer.
            throw new GossipFormatException(GossipFault.Malformed, malformed.Message);
        }
    }

    /// <summary>Reads a message; null if it is none.</summary>
    public static SerfMessage? TryDecode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Decode(bytes);
        }
        catch (GossipFormatException)
        {
            return null;
        }
    }

    private static SerfMessage ToMessage(SerfKind kind, Fields it, ReadOnlySpan<byte> rest) =>
        kind switch
        {
            SerfKind.Leave => new SerfMessage.Leave(it.Time, it.Node, it.Prune),
            SerfKind.Join => new SerfMessage.Join(it.Time, it.Node),
            SerfKind.UserEvent => new SerfMessage.UserEvent(it.Time, it.Name)
            {
                Payload = it.Payload,
                Coalesces = it.Coalesces,
            },
            SerfKind.Query => new SerfMessage.Query(it.Time, it.Id, it.Name)
            {
                AnswerTo = new GossipAddress(Need(it.Address), it.Port).Plain(),
                SourceNode = it.SourceNode,
                Filters = it.Filters,
                Flags = it.Flags,
                RelayFactor = it.RelayFactor,
                Timeout = it.Timeout,
                Payload = it.Payload,
            },
            SerfKind.QueryResponse => new SerfMessage.QueryResponse(it.Time, it.Id, it.From)
            {
                Flags = it.Flags,
                Payload = it.Payload,
            },
            SerfKind.PushPull => new SerfMessage.PushPull(it.Time, it.EventTime, it.QueryTime)
            {
                StatusTimes = it.StatusTimes,
                LeftMembers = it.LeftMembers,
                Events = it.Events,
            },
            SerfKind.ConflictResponse => new SerfMessage.ConflictResponse(
                new SerfMember(it.Name, Need(it.Address), it.Port, it.Status)
                {
                    Tags = it.Tags ?? WireMap<string>.Empty,
                    Versions = it.Versions,
                }
            ),
            SerfKind.KeyRequest => new SerfMessage.KeyRequest(it.Key),
            SerfKind.KeyResponse => new SerfMessage.KeyResponse(it.IsDone, it.Text)
            {
                Keys = it.Keys,
                PrimaryKey = it.PrimaryKey,
            },
            SerfKind.Relay => new SerfMessage.Relay(
                new GossipAddress(Need(it.Address), it.Port).Plain(),
                it.DestinationName,
                rest.ToArray()
            ),
            _ => throw new GossipFormatException(GossipFault.Malformed, $"a Serf message of kind {(byte)kind}"),
        };

    private static IPAddress Need(IPAddress? address) =>
        address ?? throw new GossipFormatException(GossipFault.Malformed, "a Serf message without its address");

    private static Fields Read(ref MsgPackReader reader)
    {
        var it = new Fields();
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            var name = reader.ReadString();
            if (!TryReadCommon(ref reader, it, name) && !TryReadRare(ref reader, it, name))
            {
                reader.Skip();
            }
        }

        reader.Leave();
        return it;
    }

    private static bool TryReadCommon(ref MsgPackReader reader, Fields it, string name)
    {
        switch (name)
        {
            case "Addr":
                it.Address = GossipAddress.ReadAddress(ref reader);
                return true;
            case "CC":
                it.Coalesces = reader.ReadBoolean();
                return true;
            case "Filters":
                it.Filters = MsgPackCollections.ReadList(ref reader, static (ref r) => r.ReadRaw().ToArray());
                return true;
            case "Flags":
                it.Flags = (QueryFlags)reader.ReadUInt32();
                return true;
            case "From":
                it.From = SwimMessageCodec.ReadName(ref reader);
                return true;
            case "ID":
                it.Id = reader.ReadUInt32();
                return true;
            case "LTime":
                it.Time = reader.ReadUInt64();
                return true;
            case "Name":
                it.Name = reader.ReadString();
                return true;
            case "Node":
                it.Node = SwimMessageCodec.ReadName(ref reader);
                return true;
            case "Payload":
                it.Payload = reader.ReadBytes();
                return true;
            case "Port":
                it.Port = GossipAddress.ReadPort(ref reader);
                return true;
            case "Prune":
                it.Prune = reader.ReadBoolean();
                return true;
            case "RelayFactor":
                it.RelayFactor = (byte)Math.Min(reader.ReadUInt32(), byte.MaxValue);
                return true;
            case "SourceNode":
                it.SourceNode = SwimMessageCodec.ReadName(ref reader);
                return true;
            case "Timeout":
                it.Timeout = reader.ReadInt64();
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadRare(ref MsgPackReader reader, Fields it, string name)
    {
        switch (name)
        {
            case "DestAddr":
                ReadDestination(ref reader, it);
                return true;
            case "DestName":
                it.DestinationName = SwimMessageCodec.ReadName(ref reader);
                return true;
            case "EventLTime":
                it.EventTime = reader.ReadUInt64();
                return true;
            case "QueryLTime":
                it.QueryTime = reader.ReadUInt64();
                return true;
            case "Events":
                it.Events = MsgPackCollections.ReadList(ref reader, SerfPushPull.ReadBucket);
                return true;
            case "LeftMembers":
                it.LeftMembers = MsgPackCollections.ReadList(ref reader, SwimMessageCodec.ReadName);
                return true;
            case "StatusLTimes":
                it.StatusTimes = MsgPackCollections.ReadMap(ref reader, static (ref r) => r.ReadUInt64());
                return true;
            case "Tags":
                it.Tags = MsgPackCollections.ReadMap(ref reader, static (ref r) => r.ReadString());
                return true;
            case "Status":
                it.Status = (MemberStatus)Math.Min(reader.ReadUInt32(), (uint)MemberStatus.Failed);
                return true;
            case "Key":
                it.Key = reader.ReadBytes();
                return true;
            case "Keys":
                it.Keys = MsgPackCollections.ReadList(ref reader, static (ref r) => r.ReadString());
                return true;
            case "Message":
                it.Text = reader.ReadString();
                return true;
            case "PrimaryKey":
                it.PrimaryKey = reader.ReadString();
                return true;
            case "Result":
                it.IsDone = reader.ReadBoolean();
                return true;
            default:
                return TryReadVersion(ref reader, it, name);
        }
    }

    private static bool TryReadVersion(ref MsgPackReader reader, Fields it, string name)
    {
        switch (name)
        {
            case "ProtocolMin":
                it.Versions = it.Versions with { Min = ReadByte(ref reader) };
                return true;
            case "ProtocolMax":
                it.Versions = it.Versions with { Max = ReadByte(ref reader) };
                return true;
            case "ProtocolCur":
                it.Versions = it.Versions with { Current = ReadByte(ref reader) };
                return true;
            case "DelegateMin":
                it.Versions = it.Versions with { DelegateMin = ReadByte(ref reader) };
                return true;
            case "DelegateMax":
                it.Versions = it.Versions with { DelegateMax = ReadByte(ref reader) };
                return true;
            case "DelegateCur":
                it.Versions = it.Versions with { DelegateCurrent = ReadByte(ref reader) };
                return true;
            default:
                return false;
        }
    }

    private static void ReadDestination(ref MsgPackReader reader, Fields it)
    {
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "IP":
                    it.Address = GossipAddress.ReadAddress(ref reader);
                    break;
                case "Port":
                    it.Port = GossipAddress.ReadPort(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
    }

    private static byte ReadByte(ref MsgPackReader reader) => (byte)Math.Min(reader.ReadUInt32(), byte.MaxValue);

    private sealed class Fields
    {
        public IPAddress? Address;
        public bool Coalesces;
        public string DestinationName = "";
        public IReadOnlyList<EventBucket?>? Events;
        public ulong EventTime;
        public IReadOnlyList<byte[]>? Filters;
        public QueryFlags Flags;
        public string From = "";
        public uint Id;
        public bool IsDone;
        public byte[]? Key;
        public IReadOnlyList<string>? Keys;
        public IReadOnlyList<string>? LeftMembers;
        public string Name = "";
        public string Node = "";
        public byte[]? Payload;
        public ushort Port;
        public string PrimaryKey = "";
        public bool Prune;
        public ulong QueryTime;
        public byte RelayFactor;
        public string SourceNode = "";
        public MemberStatus Status;
        public IReadOnlyDictionary<string, ulong>? StatusTimes;
        public IReadOnlyDictionary<string, string>? Tags;
        public string Text = "";
        public ulong Time;
        public long Timeout;
        public ProtocolVersions Versions;
    }
}
