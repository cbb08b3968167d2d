using Praetor.Foundation.Text;

namespace Praetor.Foundation.Flags;

/// <summary>How reading a command line ended.</summary>
public enum FlagOutcome
{
    /// <summary>Every flag was understood.</summary>
    Parsed,

    /// <summary>The line asks for help (<c>-h</c>, <c>-help</c>).</summary>
    Help,

    /// <summary>A flag is unknown or its value is wrong: <see cref="GoFlagSet.Error"/> says which.</summary>
    Refused,
}

/// <summary>
/// The flags of one command, declared once each, and the reader of its command line. Follows Go's flag package to the
/// letter, since scripts depend on it: https://pkg.go.dev/flag#hdr-Command_line_flag_syntax.
/// </summary>
/// <remarks>
/// <c>-flag value</c>, <c>-flag=value</c> and two dashes mean the same; a truth value takes a value only after <c>=</c>;
/// <c>--</c> or the first argument that is no flag ends the flags.
/// </remarks>
public sealed class GoFlagSet
{
    private readonly SortedList<string, GoFlag> _flags = new(StringComparer.Ordinal);

    /// <summary>All declared flags in order of their names.</summary>
    public IReadOnlyList<GoFlag> Flags => _flags.Values.AsReadOnly();

    /// <summary>What follows the flags; empty before <see cref="Parse"/>.</summary>
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>Go's words for why the line was refused; empty otherwise.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Declares a text flag.</summary>
    public GoFlag<string> AddString(string name, string fallback, string help) =>
        Add(new GoFlag<string>(name, help, "string", fallback, GoFlagReaders.String));

    /// <summary>Declares a truth flag.</summary>
    public GoFlag<bool> AddBool(string name, bool fallback, string help, FlagWords words = FlagWords.Flag) =>
        Add(new GoFlag<bool>(name, help, "", fallback, GoFlagReaders.Boolean(words)));

    /// <summary>Declares a whole number flag.</summary>
    public GoFlag<long> AddInteger(string name, long fallback, string help, FlagWords words = FlagWords.Flag) =>
        Add(new GoFlag<long>(name, help, "int", fallback, GoFlagReaders.Integer(words)));

    /// <summary>Declares a flag for a whole number that is not negative.</summary>
    public GoFlag<ulong> AddUnsigned(string name, ulong fallback, string help, FlagWords words = FlagWords.Flag) =>
        Add(new GoFlag<ulong>(name, help, "uint", fallback, GoFlagReaders.Unsigned(words)));

    /// <summary>Declares a flag for a number with a fraction.</summary>
    public GoFlag<double> AddFloat(string name, double fallback, string help, FlagWords words = FlagWords.Flag) =>
        Add(new GoFlag<double>(name, help, "float", fallback, GoFlagReaders.Float(words)));

    /// <summary>Declares a duration flag.</summary>
    public GoFlag<GoDuration> AddDuration(
        string name,
        GoDuration fallback,
        string help,
        FlagWords words = FlagWords.Flag
    ) => Add(new GoFlag<GoDuration>(name, help, "duration", fallback, GoFlagReaders.Duration(words)));

    /// <summary>Declares a flag that may be repeated; its value is all of them in order.</summary>
    public GoFlag<IReadOnlyList<string>> AddList(string name, string help) =>
        Add(new GoFlag<IReadOnlyList<string>>(name, help, "value", [], GoFlagReaders.List));

    /// <summary>Declares a flag that may be repeated; its value is a map of <c>name{separator}value</c> pairs.</summary>
    /// <param name="valueRequired">Whether a text without separator is refused; it is a name with an empty value otherwise.</param>
    public GoFlag<IReadOnlyDictionary<string, string>> AddMap(
        string name,
        string help,
        char separator = '=',
        bool valueRequired = true
    ) =>
        Add(
            new GoFlag<IReadOnlyDictionary<string, string>>(
                name,
                help,
                "value",
                new SortedList<string, string>(StringComparer.Ordinal),
                GoFlagReaders.Map(separator, valueRequired)
            )
        );

    /// <summary>Declares a flag whose values go elsewhere.</summary>
    /// <param name="kind">What the value is called in the usage text; empty for a flag that stands alone.</param>
    /// <param name="take">Takes each value in the order of the line; answers what is wrong with it, or null.</param>
    public void AddReader(string name, string kind, string help, Func<string, string?> take) =>
        Add(
            new GoFlag<string>(
                name,
                help,
                kind,
                "",
                (string text, string _, out string value) =>
                {
                    value = text;
                    return take(text);
                }
            )
        );

    /// <summary>Reads a command line, without the command's own name. To be called once.</summary>
    public FlagOutcome Parse(IReadOnlyList<string> line)
    {
        var next = 0;
        while (next < line.Count && line[next] is ['-', _, ..] argument)
        {
            next++;
            if (argument == "--")
            {
                break;
            }

            var outcome = Take(argument, line, ref next);
            if (outcome != FlagOutcome.Parsed)
            {
                return outcome;
            }
        }

        Arguments = [.. line.Skip(next)];
        return FlagOutcome.Parsed;
    }

    private FlagOutcome Take(string argument, IReadOnlyList<string> line, ref int next)
    {
        var text = argument[(argument[1] == '-' ? 2 : 1)..];
        if (text is "" or ['-' or '=', ..])
        {
            return Refuse($"bad flag syntax: {argument}");
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        var value = equals < 0 ? null : text[(equals + 1)..];
        if (!_flags.TryGetValue(name, out var flag))
        {
            return name is "h" or "help" ? FlagOutcome.Help : Refuse($"flag provided but not defined: -{name}");
        }

        if (flag.IsBoolean)
        {
            return flag.Take(value ?? "true") is { } refusal
                ? Refuse($"invalid boolean value {GoQuote.Quote(value ?? "true")} for -{name}: {refusal}")
                : FlagOutcome.Parsed;
        }

        value ??= next < line.Count ? line[next++] : null;
        return value is null ? Refuse($"flag needs an argument: -{name}")
            : flag.Take(value) is { } error ? Refuse($"invalid value {GoQuote.Quote(value)} for flag -{name}: {error}")
            : FlagOutcome.Parsed;
    }

    private FlagOutcome Refuse(string error)
    {
        Error = error;
        return FlagOutcome.Refused;
    }

    private GoFlag<T> Add<T>(GoFlag<T> flag)
    {
        Invariant.Check(_flags.TryAdd(flag.Name, flag), $"flag -{flag.Name} is declared once");
        return flag;
    }
}
