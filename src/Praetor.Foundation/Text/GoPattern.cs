using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Praetor.Foundation.Text;

/// <summary>Reads regular expressions that people send, and refuses them in Go's words.</summary>
/// <remarks>
/// They are searched for without backtracking, as Go does, so that the time grows with the text alone. What needs
/// backtracking (references to groups, looking around) Go refuses too.
/// </remarks>
public static class GoPattern
{
    /// <summary>Go's bound for one repetition.</summary>
    private const int RepeatsMax = 1000;

    /// <summary>
    /// Parts of an expression with its repetitions written out. Go allows some millions; people write dozens, and making
    /// the automaton of ten thousand takes milliseconds.
    /// </summary>
    private const int SizeMax = 10_000;

    // Anchored at where the search begins.
    private static readonly Regex Repetition = new(
        @"\G\{(?<min>[0-9]+)(?:,(?<max>[0-9]*))?\}",
        RegexOptions.CultureInvariant
    );

    /// <summary>The expression, or why it is none.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Regex? pattern, out string error)
    {
        pattern = null;
        error = FaultOf(text, ref pattern) is { } fault ? $"error parsing regexp: {fault}" : "";
        return pattern is not null;
    }

    private static string? FaultOf(string text, ref Regex? pattern)
    {
        try
        {
            // Parsed by the other engine first: it alone tells where and what is wrong.
            _ = new Regex(text, RegexOptions.CultureInvariant);
            if (SizeOf(text) is var size && size > SizeMax)
            {
                return "expression too large";
            }

            pattern = new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return null;
        }
        catch (RegexParseException wrong)
        {
            return Words(text, wrong);
        }
        catch (NotSupportedException)
        {
            return $"invalid or unsupported Perl syntax: `{text}`";
        }
    }

    /// <summary>Go quotes the part of the expression that is wrong.</summary>
    private static string Words(string text, RegexParseException wrong) =>
        wrong.Error switch
        {
            RegexParseError.UnterminatedBracket =>
                $"missing closing ]: `{text[text.IndexOf('[', StringComparison.Ordinal)..]}`",
            RegexParseError.InsufficientClosingParentheses => $"missing closing ): `{text}`",
            RegexParseError.InsufficientOpeningParentheses => $"unexpected ): `{text}`",
            RegexParseError.QuantifierAfterNothing =>
                $"missing argument to repetition operator: `{text[Math.Max(0, wrong.Offset - 1)]}`",
            RegexParseError.UnescapedEndingBackslash => "trailing backslash at end of expression: ``",
            RegexParseError.ReversedCharacterRange => $"invalid character class range: `{text}`",
            _ => $"invalid or unsupported Perl syntax: `{text}`",
        };

    /// <summary>
    /// How many parts an expression has once its counted repetitions are written out; too many for any bound if one of
    /// them alone goes beyond Go's. The expression is one that could be parsed.
    /// </summary>
    private static long SizeOf(string text)
    {
        // Of each open group what stands before it; and in the innermost what stands before its last part, and that part.
        var open = new Stack<long>();
        var (before, last) = (0L, 0L);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '(':
                    open.Push(Bounded(before + last));
                    (before, last) = (0, 0);
                    break;
                case ')' when open.Count > 0:
                    last = Bounded(before + last + 1);
                    before = open.Pop();
                    break;
                case '{' when Repetition.Match(text, at) is { Success: true } repetition:
                    last = Bounded(last * TimesOf(repetition));
                    at += repetition.Length - 1;
                    break;
                case '*' or '+' or '?':
                    break;
                default:
                    at = EndOfPart(text, at);
                    (before, last) = (Bounded(before + last), 1);
                    break;
            }
        }

        return Bounded(before + last);
    }

    private static long TimesOf(Match repetition)
    {
        var most = repetition.Groups["max"] is { Length: > 0 } max ? max : repetition.Groups["min"];
        return
            int.TryParse(most.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            && times <= RepeatsMax
            ? Math.Max(times, 1)
            : SizeMax + 1;
    }

    /// <summary>Where a part ends that begins there: a character, one that is escaped, or a class.</summary>
    private static int EndOfPart(string text, int at)
    {
        if (text[at] == '\\')
        {
            return Math.Min(at + 1, text.Length - 1);
        }

        if (text[at] != '[')
        {
            return at;
        }

        // A bracket that comes first, or after the sign for "all but these", is a member of the class.
        var end = at + 1;
        end += end < text.Length && text[end] == '^' ? 1 : 0;
        end += end < text.Length && text[end] == ']' ? 1 : 0;
        while (end < text.Length && text[end] != ']')
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        return Math.Min(end, text.Length - 1);
    }

    // Twice the bound, so that products of large numbers stay numbers.
    private static long Bounded(long size) => Math.Min(size, 2 * SizeMax);
}
