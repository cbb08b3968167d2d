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

    private sealed class BoolKind : ValueKind<bool>
    {
        public override string Name => "bool";

        public override object? DecodeFlag(string text, DecodeErrors errors)
        {
            var fault = GoNumber.ParseBool(text, out var value);
            return fault == GoNumberFault.None ? value : Refused(GoNumber.Describe("ParseBool", text, fault), errors);
        }

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            node is TruthNode truth ? truth.Value : Unconvertible(node, "bool", path, errors);
    }

    private sealed class IntegerKind : ValueKind<int>
    {
        public override string Name => "int";

        public override object? DecodeFlag(string text, DecodeErrors errors)
        {
            var fault = GoNumber.ParseDecimal(text, out var value);
            return fault == GoNumberFault.None && value is >= int.MinValue and <= int.MaxValue
                ? (int)value
                : Refused(
                    GoNumber.Describe("Atoi", text, fault == GoNumberFault.None ? GoNumberFault.Range : fault),
                    errors
                );
        }

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            node is not NumberNode number ? Unconvertible(node, "int", path, errors)
            : Whole(number) is >= int.MinValue and <= int.MaxValue ? (int)Whole(number)
            : Overflow(number, "int", path, errors);
    }

    private sealed class LongKind : ValueKind<long>
    {
        public override string Name => "int";

        public override object? DecodeFlag(string text, DecodeErrors errors)
        {
            var fault = GoNumber.ParseDecimal(text, out var value);
            return fault == GoNumberFault.None ? value : Refused(GoNumber.Describe("Atoi", text, fault), errors);
        }

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            node is NumberNode number ? Whole(number) : Unconvertible(node, "int", path, errors);
    }

    private sealed class UnsignedKind : ValueKind<ulong>
    {
        public override string Name => "uint";

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            node is not NumberNode number ? Unconvertible(node, "uint64", path, errors)
            : Whole(number) >= 0 ? (ulong)Whole(number)
            : Overflow(number, "uint", path, errors);
    }

    private sealed class FractionKind : ValueKind<double>
    {
        public override string Name => "float";

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            node is NumberNode number ? number.Value : Unconvertible(node, "float64", path, errors);
    }

    private sealed class TextKind : ValueKind<string>
    {
        public override string Name => "string";

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            node is TextNode text ? text.Text : Unconvertible(node, "string", path, errors);
    }

    /// <summary>Decoded as a text; whether it is a duration is found when the whole is built, as in Consul.</summary>
    private sealed class DurationKind : ValueKind<GoDuration>
    {
        public override string Name => "duration";

        public override GoDuration Parse(object raw, out string? error)
        {
            var text = (string)raw;
            error = GoDuration.TryParse(text, out var duration, out var words)
                ? null
                : $"invalid duration: {GoQuote.Quote(text)}: {words}";
            return duration;
        }

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            node is TextNode text ? text.Text : Unconvertible(node, "string", path, errors);
    }

    private sealed class ListKind : ValueKind<IReadOnlyList<string>>
    {
        public override string Name => "list of strings";

        public override bool Collects => true;

        protected override bool TakesLists => true;

        public override object DecodeFlag(string text, DecodeErrors errors) => (IReadOnlyList<string>)[text];

        public override object Merge(object earlier, object later) =>
            (IReadOnlyList<string>)[.. (IReadOnlyList<string>)earlier, .. (IReadOnlyList<string>)later];

        public override bool Same(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
            one.SequenceEqual(other, StringComparer.Ordinal);

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            Strings(node, path, errors);
    }

    private sealed class MapKind : ValueKind<IReadOnlyDictionary<string, string>>
    {
        public override string Name => "map of strings";

        public override bool Collects => true;

        public override object? DecodeFlag(string text, DecodeErrors errors)
        {
            var at = text.IndexOf(':', StringComparison.Ordinal);
            var pairs = new SortedList<string, string>(StringComparer.Ordinal)
            {
                [at < 0 ? text : text[..at]] = at < 0 ? "" : text[(at + 1)..],
            };
            return pairs;
        }

        public override object Merge(object earlier, object later)
        {
            var pairs = new SortedList<string, string>((SortedList<string, string>)earlier, StringComparer.Ordinal);
            foreach (var (name, value) in (SortedList<string, string>)later)
            {
                pairs[name] = value;
            }

            return pairs;
        }

        public override bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
            one.SequenceEqual(other);

        protected override object? Take(ValueNode node, string path, DecodeErrors errors)
        {
            if (ObjectOf(node, path, errors) is not { } value)
            {
                return null;
            }

            var pairs = new SortedList<string, string>(StringComparer.Ordinal);
            foreach (var entry in value.Entries)
            {
                if (Text.Decode(entry.Value, $"{path}[{entry.Key}]", errors) is string text)
                {
                    pairs[entry.Key] = text;
                }
            }

            return pairs;
        }
    }

    private sealed class ListsKind : ValueKind<IReadOnlyDictionary<string, IReadOnlyList<string>>>
    {
        public override string Name => "map of lists of strings";

        protected override object? Take(ValueNode node, string path, DecodeErrors errors)
        {
            if (ObjectOf(node, path, errors) is not { } value)
            {
                return null;
            }

            var lists = new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var entry in value.Entries)
            {
                if (Strings(entry.Value, $"{path}[{entry.Key}]", errors) is { } list)
                {
                    lists[entry.Key] = list;
                }
            }

            return lists;
        }
    }

    private sealed class OpaqueKind : ValueKind<ObjectNode>
    {
        public override string Name => "object";

        public override object Merge(object earlier, object later) =>
            TreeMerge.Merge((ObjectNode)earlier, (ObjectNode)later);

        public override bool Same(ObjectNode one, ObjectNode other) => GoValue.Show(one) == GoValue.Show(other);

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            ObjectOf(node, path, errors);
    }

    private sealed class OpaqueListKind : ValueKind<IReadOnlyList<ObjectNode>>
    {
        public override string Name => "list of objects";

        public override bool Collects => true;

        protected override bool TakesLists => true;

        public override object Merge(object earlier, object later) =>
            (IReadOnlyList<ObjectNode>)[.. (IReadOnlyList<ObjectNode>)earlier, .. (IReadOnlyList<ObjectNode>)later];

        public override bool Same(IReadOnlyList<ObjectNode> one, IReadOnlyList<ObjectNode> other) =>
            one.Select(GoValue.Show).SequenceEqual(other.Select(GoValue.Show), StringComparer.Ordinal);

        protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
            Objects(node, path, errors);
    }

    /// <summary>The object itself, or the blocks of one name merged into one.</summary>
    internal static ObjectNode? ObjectOf(ValueNode node, string path, DecodeErrors errors)
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
    internal static IReadOnlyList<ObjectNode>? Objects(ValueNode node, string path, DecodeErrors errors)
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

    private static List<string>? Strings(ValueNode node, string path, DecodeErrors errors)
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

    private static object? Refused(string error, DecodeErrors errors)
    {
        errors.Add(error);
        return null;
    }

    /// <summary>A fraction is cut off, as Consul's decoder does.</summary>
    private static long Whole(NumberNode number) => number.Whole ?? (long)number.Value;

    private static object? Overflow(NumberNode number, string goType, string path, DecodeErrors errors)
    {
        errors.Add($"cannot parse '{path}', {GoValue.Show(number)} overflows {goType}");
        return null;
    }
}
