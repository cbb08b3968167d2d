using System.Net;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>
/// What the map of any of Serf's messages may say. The kinds share most fields and no name means two things, so that one
/// reader serves all of them; <see cref="SerfReader"/> takes what belongs to a kind.
/// </summary>
internal sealed class SerfFields
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

    /// <summary>Reads a map.</summary>
    /// <exception cref="WireFormatException">It is none.</exception>
    /// <exception cref="GossipFormatException">A part is over its bound or makes no sense.</exception>
    public static SerfFields Read(ref MsgPackReader reader)
    {
        var it = new SerfFields();
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

    private static bool TryReadCommon(ref MsgPackReader reader, SerfFields it, string name)
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
                it.From = SwimMessageReader.ReadName(ref reader);
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
                it.Node = SwimMessageReader.ReadName(ref reader);
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
                it.SourceNode = SwimMessageReader.ReadName(ref reader);
                return true;
            case "Timeout":
                it.Timeout = reader.ReadInt64();
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadRare(ref MsgPackReader reader, SerfFields it, string name)
    {
        switch (name)
        {
            case "DestAddr":
                ReadDestination(ref reader, it);
                return true;
            case "DestName":
                it.DestinationName = SwimMessageReader.ReadName(ref reader);
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
                it.LeftMembers = MsgPackCollections.ReadList(ref reader, SwimMessageReader.ReadName);
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

    private static bool TryReadVersion(ref MsgPackReader reader, SerfFields it, string name)
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

    private static void ReadDestination(ref MsgPackReader reader, SerfFields it)
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
}
