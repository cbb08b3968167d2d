using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Praetor.Cli.Output;

/// <summary>Reads regular expressions from the command line, and refuses them in Go's words.</summary>
/// <remarks>Ours understand more than Go's (backreferences, lookaround); what Go takes means the same.</remarks>
internal static class GoPattern
{
    /// <summary>The expression, or why it is none.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Regex? pattern, out string error)
    {
        try
        {
            pattern = new Regex(text, RegexOptions.CultureInvariant);
            error = "";
            return true;
        }
        catch (RegexParseException wrong)
        {
            pattern = null;
            error = $"error parsing regexp: {Words(text, wrong)}";
            return false;
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
}
