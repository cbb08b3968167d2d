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
        schema.Keys.All(key => key.Same(one.Find(key)?.Value, other.Find(key)?.Value));

    protected override bool TakesLists => true;

    protected override object? Take(ValueNode node, string path, DecodeErrors errors)
    {
        if (ValueKinds.Objects(node, path, errors) is not { } objects)
        {
            return null;
        }

        var records = new List<RawConfig>();
        foreach (var value in objects)
        {
            var at = records.Count.ToString(CultureInfo.InvariantCulture);
            records.Add(element().Decode(value, $"{path}[{at}].", "", errors));
        }

        return (IReadOnlyList<RawConfig>)records;
    }
}
