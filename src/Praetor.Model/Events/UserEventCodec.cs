using System.Buffers;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Events;

/// <summary>
/// The form in which a user event travels between agents. By hand, since Consul writes it in the newer msgpack and under
/// short names, unlike everything else: it has to fit into 512 bytes.
/// </summary>
public static class UserEventCodec
{
    private const string Payload = "p";
    private const string NodeFilter = "nf";
    private const string ServiceFilter = "sf";
    private const string TagFilter = "tf";

    /// <summary>The event's bytes: keys in byte order, what is empty left out. Its time is the pool's, and not among them.</summary>
    public static byte[] Encode(UserEvent it)
    {
        var output = new ArrayBufferWriter<byte>(256);
        var writer = new MsgPackWriter(output);
        var count =
            3
            + (it.Payload is { Length: > 0 } ? 1 : 0)
            + (it.NodeFilter.Length > 0 ? 1 : 0)
            + (it.ServiceFilter.Length > 0 ? 1 : 0)
            + (it.TagFilter.Length > 0 ? 1 : 0);
        writer.WriteMapHeader(count);
        WriteText(ref writer, "ID", it.ID);
        WriteText(ref writer, "n", it.Name);
        WriteAny(ref writer, NodeFilter, it.NodeFilter);
        if (it.Payload is { Length: > 0 } payload)
        {
            writer.WriteString(Payload);
            writer.WriteNewBytes(payload);
        }

        WriteAny(ref writer, ServiceFilter, it.ServiceFilter);
        WriteAny(ref writer, TagFilter, it.TagFilter);
        writer.WriteString("v");
        writer.WriteInt64(it.Version);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The event that bytes are.</summary>
    /// <param name="bytes">What came with the pool's event.</param>
    /// <param name="time">The pool's time of it.</param>
    /// <exception cref="WireFormatException">They are none.</exception>
    public static UserEvent Decode(ReadOnlySpan<byte> bytes, ulong time)
    {
        var reader = new MsgPackReader(bytes);
        var it = new UserEvent { LTime = time };
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "ID":
                    it = it with { ID = reader.ReadString() };
                    break;
                case "n":
                    it = it with { Name = reader.ReadString() };
                    break;
                case Payload:
                    it = it with { Payload = reader.ReadBytes() };
                    break;
                case NodeFilter:
                    it = it with { NodeFilter = reader.ReadString() };
                    break;
                case ServiceFilter:
                    it = it with { ServiceFilter = reader.ReadString() };
                    break;
                case TagFilter:
                    it = it with { TagFilter = reader.ReadString() };
                    break;
                case "v":
                    it = it with { Version = reader.ReadInt32() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return it;
    }

    private static void WriteText(ref MsgPackWriter writer, string key, string value)
    {
        writer.WriteString(key);
        writer.WriteNewText(value);
    }

    private static void WriteAny(ref MsgPackWriter writer, string key, string value)
    {
        if (value.Length > 0)
        {
            WriteText(ref writer, key, value);
        }
    }
}
