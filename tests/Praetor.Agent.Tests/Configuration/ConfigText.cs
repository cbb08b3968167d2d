using System.Collections;
using System.Reflection;
using Praetor.Agent.Configuration;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Tests.Configuration;

/// <summary>Shows all that a configuration holds, so that a test can see whether a key has landed in it.</summary>
internal static class ConfigText
{
    public static string Of(AgentConfig config) => Show(config with { Warnings = [] });

    private static string Show(object? value) =>
        value switch
        {
            null => "null",
            string text => text,
            ObjectNode node => string.Join(",", node.Entries.Select(entry => entry.Key + "=" + Show(entry.Value))),
            ListNode list => string.Join(",", list.Items.Select(Show)),
            TextNode text => text.Text,
            NumberNode number => Show(number.Value),
            IEnumerable many => "[" + string.Join(", ", many.Cast<object?>().Select(Show)) + "]",
            _ when value.GetType().Namespace!.StartsWith("Praetor", StringComparison.Ordinal)
                    && value.GetType().GetProperties(Everything) is { Length: > 0 } properties => "{"
                + string.Join(
                    ", ",
                    properties.Select(property => property.Name + ": " + Show(property.GetValue(value)))
                )
                + "}",
            _ when value.GetType().IsGenericType
                    && value.GetType().GetGenericTypeDefinition() == typeof(KeyValuePair<,>) => Show(
                value.GetType().GetProperty("Key")!.GetValue(value)
            )
                + "="
                + Show(value.GetType().GetProperty("Value")!.GetValue(value)),
            _ => value.ToString()!,
        };

    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.Instance;
}
