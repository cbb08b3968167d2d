using System.Globalization;
using Praetor.Foundation.Hcl;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>The keys that one file declares, in order. The declaring methods add the key they return.</summary>
internal sealed class KeyGroup
{
    private readonly List<ConfigKey> _keys = [];

    /// <summary>The keys in order of declaration.</summary>
    public IReadOnlyList<ConfigKey> All => _keys;

    public ConfigKey<bool> Bool(string path, bool fallback, string help) =>
        Add(new ConfigKey<bool>(path, ValueKinds.Bool, fallback, fallback ? "true" : "false", help));

    public ConfigKey<int> Integer(string path, int fallback, string help) =>
        Add(new ConfigKey<int>(path, ValueKinds.Integer, fallback, Show(fallback), help));

    public ConfigKey<long> Long(string path, long fallback, string help) =>
        Add(new ConfigKey<long>(path, ValueKinds.Long, fallback, Show(fallback), help));

    public ConfigKey<ulong> Unsigned(string path, ulong fallback, string help) =>
        Add(new ConfigKey<ulong>(path, ValueKinds.Unsigned, fallback, Show(fallback), help));

    public ConfigKey<double> Fraction(string path, double fallback, string help) =>
        Add(
            new ConfigKey<double>(
                path,
                ValueKinds.Fraction,
                fallback,
                double.IsInfinity(fallback) ? "no limit" : Show(fallback),
                help
            )
        );

    public ConfigKey<string> Text(string path, string fallback, string help) =>
        Add(new ConfigKey<string>(path, ValueKinds.Text, fallback, fallback, help));

    public ConfigKey<GoDuration> Duration(string path, string fallback, string help)
    {
        var duration = ValueKinds.Duration.Parse(fallback, out var error);
        Foundation.Invariant.Check(error is null, "the default of a duration key is a duration");
        return Add(new ConfigKey<GoDuration>(path, ValueKinds.Duration, duration, fallback, help));
    }

    public ConfigKey<IReadOnlyList<string>> List(string path, string help) =>
        Add(new ConfigKey<IReadOnlyList<string>>(path, ValueKinds.List, [], "", help));

    public ConfigKey<IReadOnlyDictionary<string, string>> Map(string path, string help) =>
        Add(
            new ConfigKey<IReadOnlyDictionary<string, string>>(
                path,
                ValueKinds.Map,
                new SortedList<string, string>(StringComparer.Ordinal),
                "",
                help
            )
        );

    public ConfigKey<ObjectNode> Opaque(string path, string help) =>
        Add(new ConfigKey<ObjectNode>(path, ValueKinds.Opaque, ObjectNode.Empty, "", help));

    public ConfigKey<IReadOnlyList<ObjectNode>> OpaqueList(string path, string help) =>
        Add(new ConfigKey<IReadOnlyList<ObjectNode>>(path, ValueKinds.OpaqueList, [], "", help));

    /// <summary>A list of objects whose own keys are declared; a single object may stand for a list of one.</summary>
    public ConfigKey<IReadOnlyList<RawConfig>> Records(string path, Func<ConfigSchema> element, string help) =>
        Add(new ConfigKey<IReadOnlyList<RawConfig>>(path, new RecordsKind(element), [], "", help));

    /// <summary>An object whose own keys are declared.</summary>
    public ConfigKey<RawConfig> Record(string path, Func<ConfigSchema> element, string help) =>
        Add(new ConfigKey<RawConfig>(path, new RecordKind(element), RawConfig.Empty, "", help));

    /// <summary>A map of objects whose own keys are declared.</summary>
    public ConfigKey<IReadOnlyDictionary<string, RawConfig>> RecordMap(
        string path,
        Func<ConfigSchema> element,
        string help
    ) =>
        Add(
            new ConfigKey<IReadOnlyDictionary<string, RawConfig>>(
                path,
                new RecordMapKind(element),
                new SortedList<string, RawConfig>(StringComparer.Ordinal),
                "",
                help
            )
        );

    /// <summary>A map of lists of strings, such as HTTP headers.</summary>
    public ConfigKey<IReadOnlyDictionary<string, IReadOnlyList<string>>> Lists(string path, string help) =>
        Add(
            new ConfigKey<IReadOnlyDictionary<string, IReadOnlyList<string>>>(
                path,
                ValueKinds.Lists,
                new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal),
                "",
                help
            )
        );

    private static string Show(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private ConfigKey<T> Add<T>(ConfigKey<T> key)
    {
        _keys.Add(key);
        return key;
    }
}
