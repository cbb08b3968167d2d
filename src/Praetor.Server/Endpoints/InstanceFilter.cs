using Praetor.Model.Catalog;
using Praetor.Model.Rpc;

namespace Praetor.Server.Endpoints;

/// <summary>Which instances of a service a request wants: by tags, by their node's metadata, by health.</summary>
internal static class InstanceFilter
{
    private const int OnlyPassing = 1;
    private const int NotCritical = 2;

    public static bool Wants(this ServiceSpecificRequest request, CheckServiceNode instance) =>
        request.WantsTags(instance.Service?.Tags)
        && HasMeta(instance.Node?.Meta, request.NodeMetaFilters)
        && request.WantsHealth(instance.Checks);

    public static bool Wants(this ServiceSpecificRequest request, ServiceNode instance) =>
        request.WantsTags(instance.ServiceTags) && HasMeta(instance.NodeMeta, request.NodeMetaFilters);

    /// <summary>All tags asked for must be there; letters' case does not count.</summary>
    private static bool WantsTags(this ServiceSpecificRequest request, IReadOnlyList<string>? tags)
    {
        if (!request.TagFilter)
        {
            return true;
        }

        // Old clients ask for one tag, in a field of its own.
        return request.ServiceTags is { Count: > 0 } wanted
            ? wanted.All(tag => HasTag(tags, tag))
            : HasTag(tags, request.ServiceTag);
    }

    private static bool HasTag(IReadOnlyList<string>? tags, string wanted) =>
        tags?.Contains(wanted, StringComparer.OrdinalIgnoreCase) ?? false;

    private static bool HasMeta(
        IReadOnlyDictionary<string, string>? meta,
        IReadOnlyDictionary<string, string>? wanted
    ) =>
        wanted is null
        || wanted.All(pair => meta is not null && meta.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static bool WantsHealth(this ServiceSpecificRequest request, IReadOnlyList<HealthCheck>? checks) =>
        request.HealthFilterType switch
        {
            OnlyPassing => checks?.All(static check => check.Status == HealthStatus.Passing) ?? true,
            NotCritical => checks?.All(static check => check.Status != HealthStatus.Critical) ?? true,
            _ => true,
        };
}
