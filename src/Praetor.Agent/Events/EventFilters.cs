using Praetor.Agent.Local;
using Praetor.Foundation.Text;
using Praetor.Model.Events;

namespace Praetor.Agent.Events;

/// <summary>
/// Which agents heed an event: by the name of the node, by the services on it, by their tags. Expressions are found anywhere,
/// as in Consul.
/// </summary>
internal static class EventFilters
{
    /// <summary>
    /// Longer than any event of the usual bound carries. Reading what a peer sends must not hold up those who wait for other
    /// events, and a class of very many members takes long to read.
    /// </summary>
    private const int LengthMax = 1024;

    /// <summary>Why an event cannot be fired, in Consul's words; null if it can.</summary>
    public static string? Refuse(UserEvent it)
    {
        if (it.TagFilter.Length > 0 && it.ServiceFilter.Length == 0)
        {
            return "Cannot provide tag filter without service filter";
        }

        return !GoPattern.TryRead(it.NodeFilter, out _, out var error) ? $"Invalid node filter: {error}"
            : !GoPattern.TryRead(it.ServiceFilter, out _, out error) ? $"Invalid service filter: {error}"
            : !GoPattern.TryRead(it.TagFilter, out _, out error) ? $"Invalid tag filter: {error}"
            : null;
    }

    /// <summary>Whether an agent heeds an event; one whose filters cannot be read is heeded by nobody.</summary>
    public static bool Fit(UserEvent it, string nodeName, LocalView local) =>
        it.NodeFilter.Length + it.ServiceFilter.Length + it.TagFilter.Length <= LengthMax
        && Fits(it.NodeFilter, nodeName)
        && (it.ServiceFilter.Length == 0 || HasService(it, local));

    private static bool HasService(UserEvent it, LocalView local) =>
        GoPattern.TryRead(it.ServiceFilter, out var service, out _)
        && GoPattern.TryRead(it.TagFilter, out var tag, out _)
        && local
            .LiveServices.Select(static entry => entry.Service)
            .Any(instance =>
                service.IsMatch(instance.Service)
                && (it.TagFilter.Length == 0 || (instance.Tags ?? []).Any(tag.IsMatch))
            );

    private static bool Fits(string filter, string text) =>
        filter.Length == 0 || (GoPattern.TryRead(filter, out var pattern, out _) && pattern.IsMatch(text));
}
