using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>A list of texts; those of several sources add up.</summary>
internal sealed class ListKind : ValueKind<IReadOnlyList<string>>
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
        ValueKinds.Strings(node, path, errors);
}

/// <summary>A map of texts; those of several sources add up, the later winning by name.</summary>
internal sealed class MapKind : ValueKind<IReadOnlyDictionary<string, string>>
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
        if (ValueKinds.ObjectOf(node, path, errors) is not { } value)
        {
            return null;
        }

        var pairs = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var entry in value.Entries)
        {
            if (ValueKinds.Text.Decode(entry.Value, $"{path}[{entry.Key}]", errors) is string text)
            {
                pairs[entry.Key] = text;
            }
        }

        return pairs;
    }
}

/// <summary>A map of lists of texts, such as HTTP headers.</summary>
internal sealed class ListsKind : ValueKind<IReadOnlyDictionary<string, IReadOnlyList<string>>>
{
    public override string Name => "map of lists of strings";

    protected override object? Take(ValueNode node, string path, DecodeErrors errors)
    {
        if (ValueKinds.ObjectOf(node, path, errors) is not { } value)
        {
            return null;
        }

        var lists = new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var entry in value.Entries)
        {
            if (ValueKinds.Strings(entry.Value, $"{path}[{entry.Key}]", errors) is { } list)
            {
                lists[entry.Key] = list;
            }
        }

        return lists;
    }
}

/// <summary>An object whose keys nobody declares.</summary>
internal sealed class OpaqueKind : ValueKind<ObjectNode>
{
    public override string Name => "object";

    public override object Merge(object earlier, object later) =>
        TreeMerge.Merge((ObjectNode)earlier, (ObjectNode)later);

    public override bool Same(ObjectNode one, ObjectNode other) => GoValue.Show(one) == GoValue.Show(other);

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        ValueKinds.ObjectOf(node, path, errors);
}

/// <summary>A list of objects whose keys nobody declares; those of several sources add up.</summary>
internal sealed class OpaqueListKind : ValueKind<IReadOnlyList<ObjectNode>>
{
    public override string Name => "list of objects";

    public override bool Collects => true;

    protected override bool TakesLists => true;

    public override object Merge(object earlier, object later) =>
        (IReadOnlyList<ObjectNode>)[.. (IReadOnlyList<ObjectNode>)earlier, .. (IReadOnlyList<ObjectNode>)later];

    public override bool Same(IReadOnlyList<ObjectNode> one, IReadOnlyList<ObjectNode> other) =>
        one.Select(GoValue.Show).SequenceEqual(other.Select(GoValue.Show), StringComparer.Ordinal);

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        ValueKinds.Objects(node, path, errors);
}
