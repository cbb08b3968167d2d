using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>
/// One configuration key, declared once with all that is known of it: the decoder, the flags, the reference page and
/// the reload all derive from this.
/// </summary>
internal abstract class ConfigKey
{
    private protected ConfigKey(string path, string typeName, string defaultText, string help)
    {
        Path = path;
        TypeName = typeName;
        DefaultText = defaultText;
        Help = help;
    }

    /// <summary>The names from the root, with dots between.</summary>
    public string Path { get; }

    /// <summary>The type as the reference page names it.</summary>
    public string TypeName { get; }

    /// <summary>The default as the reference page shows it; empty for none.</summary>
    public string DefaultText { get; }

    /// <summary>One or two sentences.</summary>
    public string Help { get; }

    /// <summary>The command-line flag that sets the same, without dash, or null.</summary>
    public string? FlagName { get; private protected set; }

    /// <summary>What a reload that changes this key concerns.</summary>
    public ReloadPart Reload { get; private protected set; }

    /// <summary>Who this key is for.</summary>
    public ConfigSide Side { get; private protected set; }

    /// <summary>Whether users may set it, and what it does.</summary>
    public KeyStanding Standing { get; private protected set; }

    /// <summary>Whether the value must not be shown.</summary>
    public bool IsSecret { get; private protected set; }

    /// <summary>Whether go-sockaddr templates are expanded in it.</summary>
    public bool IsTemplate { get; private protected set; }

    /// <summary>Other paths by which files may name the same key.</summary>
    public IReadOnlyList<string> Aliases { get; private protected set; } = [];

    /// <summary>Whether setting it changes what the agent does yet; docs/compatibility.md lists those that do not.</summary>
    public bool Effect { get; private protected set; }

    /// <summary>Whether several sources add up (lists and maps) rather than the last one winning.</summary>
    public abstract bool Collects { get; }

    /// <summary>Turns what a file says into the raw value; null when the file says nothing or something wrong.</summary>
    public abstract object? Decode(ValueNode node, string path, DecodeErrors errors);

    /// <summary>Turns what a flag says into the raw value.</summary>
    public abstract object? DecodeFlag(string text, DecodeErrors errors);

    /// <summary>The raw value of two sources, the later after the earlier.</summary>
    public abstract object Merge(object earlier, object later);

    /// <summary>What is wrong with a raw value that only building finds, or null.</summary>
    public abstract string? Check(object raw);

    /// <summary>Whether two raw values mean the same; null stands for absent, which is the default of the mode.</summary>
    public abstract bool Same(object? one, object? other, bool devMode);
}

/// <summary>A key whose value, once built, is a <typeparamref name="T"/>.</summary>
internal sealed class ConfigKey<T> : ConfigKey
{
    private readonly ValueKind<T> _kind;

    public ConfigKey(string path, ValueKind<T> kind, T fallback, string defaultText, string help)
        : base(path, kind.Name, defaultText, help)
    {
        _kind = kind;
        DefaultValue = fallback;
        DevValue = fallback;
    }

    /// <summary>The value when nobody sets one.</summary>
    public T DefaultValue { get; }

    /// <summary>The value when nobody sets one and the agent runs with <c>-dev</c>.</summary>
    public T DevValue { get; private set; }

    public override bool Collects => _kind.Collects;

    public ConfigKey<T> Flag(string name)
    {
        FlagName = name;
        return this;
    }

    public ConfigKey<T> Reloads(ReloadPart part)
    {
        Reload = part;
        return this;
    }

    public ConfigKey<T> InDev(object raw)
    {
        DevValue = _kind.Parse(raw, out var error);
        Foundation.Invariant.Check(error is null, "the development default of a key is valid");
        return this;
    }

    public ConfigKey<T> Secret()
    {
        IsSecret = true;
        return this;
    }

    public ConfigKey<T> Template()
    {
        IsTemplate = true;
        return this;
    }

    public ConfigKey<T> ServerOnly()
    {
        Side = ConfigSide.Server;
        return this;
    }

    public ConfigKey<T> ClientOnly()
    {
        Side = ConfigSide.Client;
        return this;
    }

    public ConfigKey<T> Enterprise()
    {
        Standing = KeyStanding.Enterprise;
        return this;
    }

    public ConfigKey<T> Internal()
    {
        Standing = KeyStanding.Internal;
        return this;
    }

    public ConfigKey<T> Alias(string path)
    {
        Aliases = [.. Aliases, path];
        return this;
    }

    public ConfigKey<T> Deprecated()
    {
        Standing = KeyStanding.Deprecated;
        return this;
    }

    public ConfigKey<T> HasEffect()
    {
        Effect = true;
        return this;
    }

    /// <summary>The built value of a raw one.</summary>
    public T Parse(object raw, out string? error) => _kind.Parse(raw, out error);

    public override object? Decode(ValueNode node, string path, DecodeErrors errors) =>
        _kind.Decode(node, path, errors);

    public override object? DecodeFlag(string text, DecodeErrors errors) => _kind.DecodeFlag(text, errors);

    public override object Merge(object earlier, object later) => _kind.Merge(earlier, later);

    public override string? Check(object raw)
    {
        _kind.Parse(raw, out var error);
        return error;
    }

    public override bool Same(object? one, object? other, bool devMode)
    {
        // Also where the recursion of objects within objects of the same kind ends.
        if (one is null && other is null)
        {
            return true;
        }

        var absent = devMode ? DevValue : DefaultValue;
        return _kind.Same(one is null ? absent : Parse(one, out _), other is null ? absent : Parse(other, out _));
    }
}
