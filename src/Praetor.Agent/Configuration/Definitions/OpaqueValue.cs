using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Definitions;

/// <summary>Turns values that nobody declares into plain ones: text, numbers, truth values, lists and sorted maps.</summary>
internal static class OpaqueValue
{
    /// <summary>A block of HCL, which is a list of one object, becomes that object.</summary>
    public static object? Of(ValueNode? node) =>
        node switch
        {
            TextNode text => text.Text,
            TruthNode truth => truth.Value,
            NumberNode { Whole: { } whole } => whole,
            NumberNode number => number.Value,
            ListNode { IsBlocks: true, Items: [var only] } => Of(only),
            ListNode list => list.Items.Select(Of).ToList(),
            ObjectNode value => Map(value),
            _ => null,
        };

    private static SortedList<string, object?> Map(ObjectNode value)
    {
        var map = new SortedList<string, object?>(StringComparer.Ordinal);
        foreach (var entry in value.Entries)
        {
            map[entry.Key] = Of(entry.Value);
        }

        return map;
    }
}
