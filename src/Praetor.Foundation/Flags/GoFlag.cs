namespace Praetor.Foundation.Flags;

/// <summary>One declared flag of a <see cref="GoFlagSet"/>: its name, help, default, and what the command line said.</summary>
public abstract class GoFlag
{
    private protected GoFlag(string name, string help, string kind)
    {
        Name = name;
        Help = help;
        Kind = kind;
    }

    /// <summary>The name without dashes.</summary>
    public string Name { get; }

    /// <summary>One or more sentences; a word in backquotes names the value in the usage text.</summary>
    public string Help { get; }

    /// <summary>What the value is called in the usage text; empty for a truth value.</summary>
    public string Kind { get; }

    /// <summary>Whether the command line named this flag.</summary>
    public bool IsSet { get; private protected set; }

    /// <summary>Whether the flag stands alone and takes a value only after <c>=</c>.</summary>
    internal bool IsBoolean => Kind.Length == 0;

    /// <summary>Takes the value in <paramref name="text"/>; answers what is wrong with it, or null.</summary>
    internal abstract string? Take(string text);
}

/// <summary>A declared flag with a value of type <typeparamref name="T"/>.</summary>
public sealed class GoFlag<T> : GoFlag
{
    private readonly GoFlagReader<T> _reader;

    internal GoFlag(string name, string help, string kind, T fallback, GoFlagReader<T> reader)
        : base(name, help, kind)
    {
        _reader = reader;
        Value = fallback;
    }

    /// <summary>The last value given, all of them for lists and maps, or the default.</summary>
    public T Value { get; private set; }

    internal override string? Take(string text)
    {
        var error = _reader(text, Value, out var value);
        if (error is null)
        {
            Value = value;
            IsSet = true;
        }

        return error;
    }
}

/// <summary>Reads a flag's text. <paramref name="before"/> is the value so far, to which lists and maps add.</summary>
/// <returns>What is wrong with the text, in Go's words, or null.</returns>
public delegate string? GoFlagReader<T>(string text, T before, out T value);
