using Praetor.Foundation.Wire;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>The map of a push/pull's user state, and its parts.</summary>
internal static class SerfPushPull
{
    /// <summary>Appends the six pairs.</summary>
    public static void Write(ref MsgPackWriter writer, SerfMessage.PushPull message)
    {
        writer.WriteString("EventLTime");
        writer.WriteUInt64(message.EventTime);
        writer.WriteString("Events");
        MsgPackCollections.WriteList(ref writer, message.Events, WriteBucket);
        writer.WriteString("LTime");
        writer.WriteUInt64(message.Time);
        writer.WriteString("LeftMembers");
        MsgPackCollections.WriteList(ref writer, message.LeftMembers, WriteName);
        writer.WriteString("QueryLTime");
        writer.WriteUInt64(message.QueryTime);
        writer.WriteString("StatusLTimes");
        MsgPackCollections.WriteMap(ref writer, message.StatusTimes, static (ref w, time) => w.WriteUInt64(time));
    }

    /// <summary>Reads a bucket, or nil.</summary>
    /// <exception cref="WireFormatException">It is neither.</exception>
    public static EventBucket? ReadBucket(ref MsgPackReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        ulong time = 0;
        IReadOnlyList<RecentEvent>? events = null;
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "Events":
                    events = MsgPackCollections.ReadList(ref reader, ReadEvent);
                    break;
                case "LTime":
                    time = reader.ReadUInt64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
        return new EventBucket(time, events ?? []);
    }

    /// <summary>Appends a name.</summary>
    public static void WriteName(ref MsgPackWriter writer, string name) => writer.WriteString(name);

    private static RecentEvent ReadEvent(ref MsgPackReader reader)
    {
        var name = "";
        byte[]? payload = null;
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "Name":
                    name = reader.ReadString();
                    break;
                case "Payload":
                    payload = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
        return new RecentEvent(name, payload);
    }

    private static void WriteBucket(ref MsgPackWriter writer, EventBucket? bucket)
    {
        if (bucket is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(2);
        writer.WriteString("Events");
        MsgPackCollections.WriteList(ref writer, bucket.Events, WriteEvent);
        writer.WriteString("LTime");
        writer.WriteUInt64(bucket.Time);
    }

    private static void WriteEvent(ref MsgPackWriter writer, RecentEvent recent)
    {
        writer.WriteMapHeader(2);
        writer.WriteString("Name");
        writer.WriteString(recent.Name);
        writer.WriteString("Payload");
        SwimMessageWriter.WriteBytes(ref writer, recent.Payload);
    }
}
