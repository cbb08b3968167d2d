using System.Globalization;
using Praetor.Foundation.Hcl;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>The kinds of values that keys have.</summary>
internal static class ValueKinds
{
    public static readonly ValueKind<bool> Bool = new BoolKind();
    public static readonly ValueKind<int> Integer = new IntegerKind();
    public static readonly ValueKind<long> Long = new LongKind();
    public static readonly ValueKind<ulong> Unsigned = new UnsignedKind();
    public static readonly ValueKind<double> Fraction = new FractionKind();
    public static readonly ValueKind<string> Text = new TextKind();
    public static readonly ValueKind<GoDuration> Duration = new DurationKind();
    public static readonly ValueKind<IReadOnlyList<string>> List = new ListKind();
    public static readonly ValueKind<IReadOnlyDictionary<string, string>> Map = new MapKind();
    public static readonly ValueKind<IReadOnlyDictionary<string, IReadOnlyList<string>>> Lists = new ListsKind();
    public static readonly ValueKind<ObjectNode> Opaque = new OpaqueKind();
    public static readonly ValueKind<IReadOnlyList<ObjectNode>> OpaqueList = new OpaqueListKind();

    /// <summary>The object itself, or the blocks of one name merged into one.</summary>
    public static ObjectNode? ObjectOf(ValueNode node, string path, DecodeErrors errors)
    {
        switch (node)
        {
            case ObjectNode value:
                return value;
            case ListNode { Items.Count: > 0 } list when list.Items.All(item => item is ObjectNode):
                return list.Items.Cast<ObjectNode>().Aggregate(TreeMerge.Merge);
            default:
                errors.Add($"'{path}' expected a map, got '{node.GoKind}'");
                return null;
        }
    }

    /// <summary>The objects of a list; an object stands for a list of one.</summary>
    public static IReadOnlyList<ObjectNode>? Objects(ValueNode node, string path, DecodeErrors errors)
    {
        if (node is not ListNode list)
        {
            return node is ObjectNode only ? [only] : NotAList(node, path, errors);
        }

        var objects = new List<ObjectNode>();
        for (var at = 0; at < list.Items.Count; at++)
        {
            if (
                list.Items[at] is not NullNode
                && ObjectOf(list.Items[at], $"{path}[{at.ToString(CultureInfo.InvariantCulture)}]", errors) is { } item
            )
            {
                objects.Add(item);
            }
        }

        return objects;
    }

    /// <summary>The texts of a list.</summary>
    public static List<string>? Strings(ValueNode node, string path, DecodeErrors errors)
    {
        if (node is not ListNode list)
        {
            NotAList(node, path, errors);
            return null;
        }

        var strings = new List<string>();
        for (var at = 0; at < list.Items.Count; at++)
        {
            if (
                Text.Decode(list.Items[at], $"{path}[{at.ToString(CultureInfo.InvariantCulture)}]", errors)
                is string text
            )
            {
                strings.Add(text);
            }
        }

        return strings;
    }

    private static IReadOnlyList<ObjectNode>? NotAList(ValueNode node, string path, DecodeErrors errors)
    {
        errors.Add($"'{path}': source data must be an array or slice, got {node.GoKind}");
        return null;
    }

    /// <summary>Notes the error, and that there is no value.</summary>
    public static object? Refused(string error, DecodeErrors errors)
    {
        errors.Add(error);
        return null;
    }

    /// <summary>A fraction is cut off, as Consul's decoder does.</summary>
    public static long Whole(NumberNode number) => number.Whole ?? (long)number.Value;

    /// <summary>Notes that the number is too large, and that there is no value.</summary>
    public static object? Overflow(NumberNode number, string goType, string path, DecodeErrors errors)
    {
        errors.Add($"cannot parse '{path}', {GoValue.Show(number)} overflows {goType}");
        return null;
    }
}
