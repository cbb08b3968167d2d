using Praetor.Model.Catalog;

namespace Praetor.Http.Endpoints;

/// <summary>
/// Records as the catalog's and health's clients see them: lists that are absent in the state are empty here, because
/// Consul's answers say <c>[]</c> there and clients loop over it.
/// </summary>
internal static class Normalized
{
    public static CheckServiceNode Of(CheckServiceNode instance) =>
        instance with
        {
            Service = instance.Service is { } service ? Of(service) : null,
            Checks = [.. (instance.Checks ?? []).Select(Of)],
        };

    public static NodeService Of(NodeService service) => service.Tags is null ? service with { Tags = [] } : service;

    public static HealthCheck Of(HealthCheck check) =>
        check.ServiceTags is null ? check with { ServiceTags = [] } : check;

    public static ServiceNode Of(ServiceNode instance) =>
        instance.ServiceTags is null ? instance with { ServiceTags = [] } : instance;

    public static NodeServices? Of(NodeServices? node)
    {
        if (node?.Services is not { } services)
        {
            return node;
        }

        var normalized = new SortedList<string, NodeService>(services.Count, StringComparer.Ordinal);
        foreach (var (id, service) in services)
        {
            normalized.Add(id, Of(service));
        }

        return node with
        {
            Services = normalized,
        };
    }

    public static NodeServiceList Of(NodeServiceList list) =>
        list.Services is { } services ? list with { Services = [.. services.Select(Of)] } : list;
}
