namespace Praetor.Agent.Configuration.Schema;

/// <summary>
/// What one or several sources say: values by key, absent where nobody said anything. Merging follows the rules of each
/// key: lists add up, maps by name, the rest is replaced.
/// </summary>
internal sealed class RawConfig
{
    private readonly SortedList<string, RawValue> _values = new(StringComparer.Ordinal);

    /// <summary>Nothing said at all.</summary>
    public static RawConfig Empty { get; } = new();

    /// <summary>The paths of the keys that have a value.</summary>
    public IEnumerable<string> Paths => _values.Keys;

    public bool Has(ConfigKey key) => _values.ContainsKey(key.Path);

    /// <summary>The raw value of a key and where it comes from, or null.</summary>
    public RawValue? Find(ConfigKey key) => Find(key.Path);

    /// <summary>The raw value of the key of that path, or null.</summary>
    public RawValue? Find(string path) => _values.TryGetValue(path, out var value) ? value : null;

    /// <summary>The built value of a key, or its default where nobody said anything or something that cannot be built.</summary>
    public T Get<T>(ConfigKey<T> key) =>
        Find(key) is { } raw && key.Parse(raw.Value, out var error) is { } value && error is null
            ? value
            : key.DefaultValue;

    public void Set(ConfigKey key, object value, string source) => _values[key.Path] = new RawValue(value, source);

    /// <summary>Adds a value after those already there, by the rules of the key.</summary>
    public void Add(ConfigKey key, object value, string source) =>
        Set(key, Find(key) is { } before ? key.Merge(before.Value, value) : value, source);

    /// <summary>Lays a later source over this one.</summary>
    public void Merge(RawConfig later, ConfigSchema schema)
    {
        foreach (var key in schema.Keys)
        {
            if (later.Find(key) is { } value)
            {
                Add(key, value.Value, value.Source);
            }
        }
    }
}

/// <summary>A raw value, and the file with position, or the flag, that said it last.</summary>
internal readonly record struct RawValue(object Value, string Source);
