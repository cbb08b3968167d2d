using System.Globalization;
using System.Text;

namespace Praetor.Foundation.Text;

/// <summary>Classes of characters as Go's unicode package has them: https://pkg.go.dev/unicode.</summary>
public static class GoUnicode
{
    /// <summary>Whether a character prints: letters, marks, numbers, punctuation, symbols and the plain space.</summary>
    public static bool IsPrintable(Rune rune) =>
        rune.Value is >= ' ' and < 0x7f
        || Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
