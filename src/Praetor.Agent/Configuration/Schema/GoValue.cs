using System.Globalization;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>Shows a value as Go's <c>%v</c> does, for error texts.</summary>
internal static class GoValue
{
    public static string Show(ValueNode node) =>
        node switch
        {
            TextNode text => text.Text,
            TruthNode truth => truth.Value ? "true" : "false",
            NumberNode { Whole: { } whole } => whole.ToString(CultureInfo.InvariantCulture),
            NumberNode number => Show(number.Value),
            ListNode list => "[" + string.Join(' ', list.Items.Select(Show)) + "]",
            ObjectNode value => "map["
                + string.Join(
                    ' ',
                    value
                        .Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                        .Select(entry => $"{entry.Key}:{Show(entry.Value)}")
                )
                + "]",
            _ => "<nil>",
        };

    /// <summary>Go writes an exponent of at least two digits, and only from 1e+21 up and below 1e-4.</summary>
    public static string Show(double value)
    {
        if (Math.Abs(value) is < 1e21 and >= 1e-4 || value == 0)
        {
            return value.ToString("0.#################", CultureInfo.InvariantCulture);
        }

        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        return parts.Length < 2 ? parts[0]
            : parts[1].Length < 3 ? $"{parts[0]}e{parts[1][0]}0{parts[1][1..]}"
            : $"{parts[0]}e{parts[1]}";
    }
}
