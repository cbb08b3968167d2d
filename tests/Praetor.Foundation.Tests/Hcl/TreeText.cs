using System.Globalization;
using Praetor.Foundation.Hcl;

namespace Praetor.Foundation.Tests.Hcl;

/// <summary>Shows a tree on one line, so that tests can compare it.</summary>
internal static class TreeText
{
    public static string Of(ValueNode node) =>
        node switch
        {
            ObjectNode value => "{"
                + string.Join(", ", value.Entries.Select(entry => $"{entry.Key}: {Of(entry.Value)}"))
                + "}",
            ListNode list => "[" + string.Join(", ", list.Items.Select(Of)) + "]",
            TextNode text => "'" + text.Text + "'",
            NumberNode { Whole: { } whole } => whole.ToString(CultureInfo.InvariantCulture),
            NumberNode number => number.Value.ToString("R", CultureInfo.InvariantCulture) + "f",
            TruthNode truth => truth.Value ? "true" : "false",
            _ => "null",
        };
}
