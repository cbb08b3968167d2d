using System.Globalization;
using System.Text;

namespace Praetor.Http.Routing;

/// <summary>Which characters print, as Go's unicode package counts them: letters, marks, numbers, punctuation, symbols and the space.</summary>
internal static class Printable
{
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
