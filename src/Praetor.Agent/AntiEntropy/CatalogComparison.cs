using Praetor.Agent.Local;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Agent.AntiEntropy;

/// <summary>
/// Compares what the agent vouches for with what the catalog has of its node, and says which of it is in sync. Pure.
/// </summary>
/// <remarks>
/// 1. The node: addresses, metadata, locality.
/// 2. Services: the catalog's virtual addresses are taken over, and its tags where the service allows that; what only the
///    catalog knows is to be taken out, but not what the leader keeps there.
/// 3. Checks: the same; a change of output that waits to be sent is no difference.
/// </remarks>
internal static class CatalogComparison
{
    /// <summary>The service by which servers are found. The leader keeps it.</summary>
    internal const string ServerServiceId = "consul";

    /// <summary>Whether the node is alive. The leader keeps it.</summary>
    internal const string SerfHealth = "serfHealth";

    private const string VirtualPrefix = "consul-virtual";

    /// <summary>The view with its entries' sync flags as they should be.</summary>
    /// <param name="view">What the agent vouches for.</param>
    /// <param name="facts">Its node.</param>
    /// <param name="remote">What the catalog has of services; null when it does not know the node.</param>
    /// <param name="remoteChecks">What the catalog has of checks.</param>
    public static LocalView Compare(
        LocalView view,
        NodeFacts facts,
        NodeServiceList remote,
        IReadOnlyList<HealthCheck>? remoteChecks
    )
    {
        // 1.
        var result = view with
        {
            IsNodeInSync = remote.Node is { } node && IsSame(facts, node),
        };

        // 2.
        var services = (remote.Services ?? [])
            .Where(static service => service.PeerName.Length == 0)
            .ToDictionary(static service => service.ID, StringComparer.Ordinal);
        foreach (var entry in view.Services.Values)
        {
            result = services.Remove(entry.Service.ID, out var known)
                ? result.With(Compare(entry, known))
                : Missing(result, entry);
        }

        foreach (var unknown in services.Values.OrderBy(static it => it.ID, StringComparer.Ordinal))
        {
            if (!(facts.IsServer && unknown.ID == ServerServiceId))
            {
                result = result.With(new ServiceEntry { Service = unknown, IsDeleted = true });
            }
        }

        // 3.
        var checks = (remoteChecks ?? [])
            .Where(static check => check.PeerName.Length == 0)
            .ToDictionary(static check => check.CheckID, StringComparer.Ordinal);
        foreach (var entry in view.Checks.Values)
        {
            result = checks.Remove(entry.Check.CheckID, out var known)
                ? result.With(Compare(result, entry, known))
                : Missing(result, entry);
        }

        foreach (var unknown in checks.Values.OrderBy(static it => it.CheckID, StringComparer.Ordinal))
        {
            if (unknown.CheckID != SerfHealth)
            {
                result = result.With(new CheckEntry { Check = unknown, IsDeleted = true });
            }
        }

        return result;
    }

    private static bool IsSame(NodeFacts facts, Node node) =>
        node.ID == facts.Id
        && node.Address == facts.Address
        && SameMaps(node.TaggedAddresses, facts.TaggedAddresses)
        && SameMaps(node.Meta, facts.Meta)
        && (node.Locality is null ? facts.Locality is null : node.Locality.SameContent(facts.Locality));

    private static LocalView Missing(LocalView view, ServiceEntry entry) =>
        entry.IsDeleted ? view.Forget(entry) : view.With(entry with { IsInSync = false });

    private static LocalView Missing(LocalView view, CheckEntry entry) =>
        entry.IsDeleted ? view.Forget(entry) : view.With(entry with { IsInSync = false });

    private static ServiceEntry Compare(ServiceEntry entry, NodeService known)
    {
        if (entry.IsDeleted)
        {
            return entry with { IsInSync = false };
        }

        var service = TakeOver(entry.Service, known);
        return entry with { Service = service, IsInSync = Comparable(service).SameContent(Comparable(known)) };
    }

    /// <summary>The service with what the catalog decides about it. The same object where there is nothing of that.</summary>
    private static NodeService TakeOver(NodeService service, NodeService known)
    {
        if (service.EnableTagOverride && !SameLists(service.Tags, known.Tags))
        {
            service = service with { Tags = known.Tags };
        }

        SortedList<string, ServiceAddress>? addresses = null;
        foreach (var (name, address) in known.TaggedAddresses ?? WireMap<ServiceAddress>.Empty)
        {
            if (
                name.StartsWith(VirtualPrefix, StringComparison.Ordinal)
                && !(service.TaggedAddresses?.TryGetValue(name, out var own) == true && own.SameContent(address))
            )
            {
                addresses ??= new SortedList<string, ServiceAddress>(
                    (service.TaggedAddresses ?? WireMap<ServiceAddress>.Empty).ToDictionary(),
                    StringComparer.Ordinal
                );
                addresses[name] = address;
            }
        }

        return addresses is null ? service : service with { TaggedAddresses = addresses };
    }

    private static CheckEntry Compare(LocalView view, CheckEntry entry, HealthCheck known)
    {
        if (entry.IsDeleted)
        {
            return entry with { IsInSync = false };
        }

        var local = entry.Check;
        if (entry.OutputDue is not null)
        {
            known = known with { Output = local.Output };
        }

        if (view.Service(local.ServiceID) is { Service.EnableTagOverride: true })
        {
            known = known with { ServiceTags = local.ServiceTags };
        }

        return entry with
        {
            IsInSync = Comparable(local).SameContent(Comparable(known)),
        };
    }

    /// <summary>With what is left out and what is empty made alike: the catalog does not tell them apart.</summary>
    private static NodeService Comparable(NodeService service) =>
        service with
        {
            Tags = service.Tags ?? [],
            Meta = service.Meta ?? WireMap<string>.Empty,
            TaggedAddresses = service.TaggedAddresses ?? WireMap<ServiceAddress>.Empty,
            LocallyRegisteredAsSidecar = false,
        };

    private static HealthCheck Comparable(HealthCheck check) => check with { ServiceTags = check.ServiceTags ?? [] };

    private static bool SameMaps(
        IReadOnlyDictionary<string, string>? left,
        IReadOnlyDictionary<string, string>? right
    ) => ContentEquality.Maps(left ?? WireMap<string>.Empty, right ?? WireMap<string>.Empty, static (a, b) => a == b);

    private static bool SameLists(IReadOnlyList<string>? left, IReadOnlyList<string>? right) =>
        ContentEquality.Lists(left ?? [], right ?? [], static (a, b) => a == b);
}
