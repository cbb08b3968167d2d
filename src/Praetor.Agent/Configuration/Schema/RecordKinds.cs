using System.Globalization;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>An object whose own keys are declared; not merged with that of another source but replaced by it.</summary>
internal sealed class RecordKind(Func<ConfigSchema> element) : ValueKind<RawConfig>
{
    public override string Name => "object";

    public override bool Same(RawConfig one, RawConfig other) => RecordsKind.Same(element(), one, other);

    protected override bool TakesLists => true;

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        node is ListNode { Items: [] } || ValueKinds.ObjectOf(node, path, errors) is not { } value
            ? null
            : element().Decode(value, path + ".", "", errors);
}

/// <summary>A list of objects whose own keys are declared; those of several sources add up.</summary>
internal sealed class RecordsKind(Func<ConfigSchema> element) : ValueKind<IReadOnlyList<RawConfig>>
{
    public override string Name => "list of objects";

    public override bool Collects => true;

    public override object Merge(object earlier, object later) =>
        (IReadOnlyList<RawConfig>)[.. (IReadOnlyList<RawConfig>)earlier, .. (IReadOnlyList<RawConfig>)later];

    public override bool Same(IReadOnlyList<RawConfig> one, IReadOnlyList<RawConfig> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => Same(element(), pair.First, pair.Second));

    public static bool Same(ConfigSchema schema, RawConfig one, RawConfig other) =>
        schema.Keys.All(key => key.Same(one.Find(key)?.Value, other.Find(key)?.Value, devMode: false));

    protected override bool TakesLists => true;

    protected override object? Take(ValueNode node, string path, DecodeErrors errors)
    {
        if (ValueKinds.Objects(node, path, errors) is not { } objects)
        {
            return null;
        }

        // The singular name of a key stands for one object, whose place in a list nobody wrote.
        var single = node is ObjectNode || (objects.Count == 1 && !path.EndsWith('s'));
        var records = new List<RawConfig>();
        foreach (var value in objects)
        {
            var at = records.Count.ToString(CultureInfo.InvariantCulture);
            records.Add(element().Decode(value, single ? path + "." : $"{path}[{at}].", "", errors));
        }

        return (IReadOnlyList<RawConfig>)records;
    }
}

/// <summary>A map of objects whose own keys are declared.</summary>
internal sealed class RecordMapKind(Func<ConfigSchema> element) : ValueKind<IReadOnlyDictionary<string, RawConfig>>
{
    public override string Name => "map of objects";

    public override bool Same(
        IReadOnlyDictionary<string, RawConfig> one,
        IReadOnlyDictionary<string, RawConfig> other
    ) =>
        one.Keys.SequenceEqual(other.Keys, StringComparer.Ordinal)
        && one.All(pair => RecordsKind.Same(element(), pair.Value, other[pair.Key]));

    protected override object? Take(ValueNode node, string path, DecodeErrors errors)
    {
        if (ValueKinds.ObjectOf(node, path, errors) is not { } map)
        {
            return null;
        }

        var records = new SortedList<string, RawConfig>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            var place = $"{path}[{entry.Key}]";
            if (ValueKinds.ObjectOf(entry.Value, place, errors) is { } value)
            {
                records[entry.Key] = element().Decode(value, place + ".", "", errors);
            }
        }

        return records;
    }
}
