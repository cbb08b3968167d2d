using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Build;

/// <summary>
/// Reads built values for the records of components: what was set, else the default of the mode. Expands templates,
/// and collects what cannot be built.
/// </summary>
internal sealed class ConfigReader
{
    private readonly RawConfig _raw;
    private readonly AddressTemplates? _templates;
    private readonly List<string> _errors = [];

    public ConfigReader(RawConfig raw, bool devMode, AddressTemplates? templates)
    {
        _raw = raw;
        _templates = templates;
        DevMode = devMode;
    }

    /// <summary>A reader of the defaults alone.</summary>
    public static ConfigReader Defaults => new(RawConfig.Empty, false, null);

    public bool DevMode { get; }

    /// <summary>What could not be built, in the order in which it was read.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Whether somebody set the key. Keys that users cannot set never are.</summary>
    public bool IsSet(ConfigKey key) => key.Standing != KeyStanding.Internal && _raw.Has(key);

    /// <summary>The value of a key.</summary>
    public T Get<T>(ConfigKey<T> key)
    {
        if (!IsSet(key))
        {
            return DevMode ? key.DevValue : key.DefaultValue;
        }

        var value = key.Parse(_raw.Find(key)!.Value.Value, out var error);
        if (error is not null)
        {
            _errors.Add($"{key.Path}: {error}");
            return key.DefaultValue;
        }

        return key.IsTemplate && _templates is not null ? (T)Expand(key.Path, value!, _templates) : value;
    }

    private object Expand(string path, object value, AddressTemplates templates) =>
        value switch
        {
            string text => Expand(path, text, templates),
            IReadOnlyList<string> list => (IReadOnlyList<string>)
                [
                    .. list.SelectMany(text =>
                        text.Contains("{{", StringComparison.Ordinal)
                            ? Expand(path, text, templates).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                            : [text]
                    ),
                ],
            _ => value,
        };

    private string Expand(string path, string text, AddressTemplates templates)
    {
        if (!templates.TryExpand(text, out var expanded, out var error))
        {
            _errors.Add($"{path}: {error}");
        }

        return expanded;
    }
}
