using System.Buffers;
using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>
/// Whom a query is for: nodes by name, or those one of whose tags fits an expression. Expressions are searched for without
/// backtracking, so that none takes long on tags, which are short.
/// </summary>
internal static class QueryFilter
{
    private const byte Nodes = 0;
    private const byte Tag = 1;

    /// <summary>Serf's bound of a whole query: no longer one comes from who keeps to it.</summary>
    private const int ExpressionLengthMax = 1024;

    /// <summary>Those of both kinds that are asked for; null for none.</summary>
    public static IReadOnlyList<byte[]>? Encode(IReadOnlyList<string>? nodes, IReadOnlyDictionary<string, string>? tags)
    {
        List<byte[]> filters = [.. (tags ?? WireMap<string>.Empty).Select(tag => OfTag(tag.Key, tag.Value))];
        if (nodes is not null)
        {
            filters.Add(OfNodes(nodes));
        }

        return filters.Count > 0 ? filters : null;
    }

    /// <summary>The nodes of these names.</summary>
    public static byte[] OfNodes(IReadOnlyList<string> names)
    {
        var output = new ArrayBufferWriter<byte>(64);
        output.Write([Nodes]);
        var writer = new MsgPackWriter(output);
        MsgPackCollections.WriteList(ref writer, names, SerfPushPull.WriteName);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Those whose tag fits; a missing tag is empty.</summary>
    /// <param name="tag">The tag's name.</param>
    /// <param name="expression">A regular expression that is found anywhere in its value.</param>
    public static byte[] OfTag(string tag, string expression)
    {
        var output = new ArrayBufferWriter<byte>(64);
        output.Write([Tag]);
        var writer = new MsgPackWriter(output);
        writer.WriteMapHeader(2);
        writer.WriteString("Expr");
        writer.WriteString(expression);
        writer.WriteString("Tag");
        writer.WriteString(tag);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Whether a filter fits a member; one that cannot be read fits nobody.</summary>
    public static bool Fits(ReadOnlySpan<byte> filter, string name, IReadOnlyDictionary<string, string> tags)
    {
        if (filter.IsEmpty)
        {
            return false;
        }

        try
        {
            var reader = new MsgPackReader(filter[1..]);
            return filter[0] switch
            {
                Nodes => MsgPackCollections
                    .ReadList(ref reader, static (ref r) => r.ReadString())
                    ?.Contains(name, StringComparer.Ordinal)
                    ?? false,
                Tag => FitsTag(ref reader, tags),
                _ => false,
            };
        }
        catch (WireFormatException)
        {
            return false;
        }
    }

    private static bool FitsTag(ref MsgPackReader reader, IReadOnlyDictionary<string, string> tags)
    {
        var (tag, expression) = ("", "");
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "Expr":
                    expression = reader.ReadString();
                    break;
                case "Tag":
                    tag = reader.ReadString();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return expression.Length <= ExpressionLengthMax
            && GoPattern.TryRead(expression, out var pattern, out _)
            && pattern.IsMatch(tags.GetValueOrDefault(tag, ""));
    }
}
