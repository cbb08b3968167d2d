using System.Globalization;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Build;

/// <summary>What must hold of the watches of a file; what each type of watch needs is for the watch itself to say.</summary>
internal static class WatchChecks
{
    public static IEnumerable<ConfigProblem> All(AgentConfig config)
    {
        for (var at = 0; at < config.Watches.Count; at++)
        {
            if (Refuse(config.Watches[at]) is { } error)
            {
                yield return new(string.Create(CultureInfo.InvariantCulture, $"watches[{at}]: {error}"), "watches");
            }
        }
    }

    private static string? Refuse(ObjectNode watch)
    {
        var (args, handler) = (watch.Find("args"), watch.Find("handler"));
        var type = watch.Find("handler_type") is TextNode { Text: var text } ? text : "script";
        return watch.Find("type") is not TextNode { Text.Length: > 0 } ? "Watch type must be specified"
            : args is not null && handler is not null ? "Only one of args and handler are allowed"
            : type is not ("script" or "http") ? $"Handler type '{type}' not recognized"
            : type == "http" && watch.Find("http_handler_config") is null
                ? "Handler type 'http' requires 'http_handler_config' to be set"
            : type == "script" && args is null && handler is null ? "Must define a watch handler"
            : null;
    }
}
