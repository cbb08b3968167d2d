using System.Buffers;
using System.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>A member's tags as memberlist's meta: 255 and a msgpack map. Meta without 255 is the role, from old nodes.</summary>
internal static class TagsCodec
{
    private const byte Magic = 255;
    private const string Role = "role";

    /// <summary>The tags' bytes.</summary>
    public static byte[] Encode(IReadOnlyDictionary<string, string> tags)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write([Magic]);
        var writer = new MsgPackWriter(output);
        MsgPackCollections.WriteMap(ref writer, tags, static (ref w, value) => w.WriteString(value));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The tags in the bytes; none if they are no tags, since a member is one also without.</summary>
    public static IReadOnlyDictionary<string, string> Decode(ReadOnlySpan<byte> meta)
    {
        if (meta.IsEmpty)
        {
            return WireMap<string>.Empty;
        }

        if (meta[0] != Magic)
        {
            return WireMap.FromArrays([Role], [Encoding.UTF8.GetString(meta)]);
        }

        try
        {
            var reader = new MsgPackReader(meta[1..]);
            return MsgPackCollections.ReadMap(ref reader, static (ref r) => r.ReadString()) ?? WireMap<string>.Empty;
        }
        catch (WireFormatException)
        {
            return WireMap<string>.Empty;
        }
    }
}
