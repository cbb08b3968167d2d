using Praetor.Foundation.Text;

namespace Praetor.Foundation.Flags;

/// <summary>Whose words describe a value that cannot be read.</summary>
public enum FlagWords
{
    /// <summary>Those of Go's own flag types: <c>parse error</c>, <c>value out of range</c>.</summary>
    Flag,

    /// <summary>Those of strconv, which Consul's own flag types pass on: <c>strconv.ParseBool: parsing "x": invalid syntax</c>.</summary>
    Strconv,
}

/// <summary>The readers behind the flag types that commands declare.</summary>
internal static class GoFlagReaders
{
    public static GoFlagReader<string> String { get; } =
        (string text, string _, out string value) =>
        {
            value = text;
            return null;
        };

    public static GoFlagReader<GoDuration> Duration(FlagWords words) =>
        (string text, GoDuration _, out GoDuration value) =>
            GoDuration.TryParse(text, out value, out var error) ? null
            : words == FlagWords.Flag ? "parse error"
            : error;

    public static GoFlagReader<bool> Boolean(FlagWords words) =>
        (string text, bool _, out bool value) =>
            Describe(words, "ParseBool", text, GoNumber.ParseBool(text, out value));

    public static GoFlagReader<long> Integer(FlagWords words) =>
        words == FlagWords.Flag
            ? (string text, long _, out long value) =>
                Describe(words, "ParseInt", text, GoNumber.ParseInteger(text, out value))
            : (string text, long _, out long value) =>
                Describe(words, "Atoi", text, GoNumber.ParseDecimal(text, out value));

    public static GoFlagReader<ulong> Unsigned(FlagWords words) =>
        (string text, ulong _, out ulong value) =>
            Describe(words, "ParseUint", text, GoNumber.ParseUnsigned(text, out value));

    public static GoFlagReader<double> Float(FlagWords words) =>
        (string text, double _, out double value) =>
            Describe(words, "ParseFloat", text, GoNumber.ParseFloat(text, out value));

    public static GoFlagReader<IReadOnlyList<string>> List { get; } =
        (string text, IReadOnlyList<string> before, out IReadOnlyList<string> value) =>
        {
            value = [.. before, text];
            return null;
        };

    /// <summary>Pairs; without a separator the whole text is a name with an empty value, unless that is refused.</summary>
    public static GoFlagReader<IReadOnlyDictionary<string, string>> Map(char separator, bool valueRequired) =>
        (string text, IReadOnlyDictionary<string, string> before, out IReadOnlyDictionary<string, string> value) =>
        {
            value = before;
            var at = text.IndexOf(separator, StringComparison.Ordinal);
            if (at < 0 && valueRequired)
            {
                return $"Missing \"{separator}\" value in argument: {text}";
            }

            var pairs = new SortedList<string, string>(StringComparer.Ordinal);
            foreach (var (name, text2) in before)
            {
                pairs.Add(name, text2);
            }

            pairs[at < 0 ? text : text[..at]] = at < 0 ? "" : text[(at + 1)..];
            value = pairs;
            return null;
        };

    private static string? Describe(FlagWords words, string function, string text, GoNumberFault fault) =>
        fault == GoNumberFault.None ? null
        : words == FlagWords.Strconv ? GoNumber.Describe(function, text, fault)
        : fault == GoNumberFault.Range ? "value out of range"
        : "parse error";
}
