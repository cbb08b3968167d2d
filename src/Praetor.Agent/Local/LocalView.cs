using System.Collections.Immutable;
using Praetor.Model.Catalog;

namespace Praetor.Agent.Local;

/// <summary>
/// The services and checks an agent vouches for at one moment. Immutable: each change is a pure function from view to
/// view, and <see cref="LocalState"/> decides which one is current.
/// </summary>
public sealed record LocalView
{
    /// <summary>Nothing yet; not even the node is known to the catalog.</summary>
    public static readonly LocalView Empty = new();

    /// <summary>Services by ID, those that wait to be taken out of the catalog included.</summary>
    public ImmutableSortedDictionary<string, ServiceEntry> Services { get; private init; } =
        ImmutableSortedDictionary.Create<string, ServiceEntry>(StringComparer.Ordinal);

    /// <summary>Checks by ID, those that wait to be taken out of the catalog included.</summary>
    public ImmutableSortedDictionary<string, CheckEntry> Checks { get; private init; } =
        ImmutableSortedDictionary.Create<string, CheckEntry>(StringComparer.Ordinal);

    // The IDs of the checks of each service, and of the node under the empty ID: an agent may have ten thousand of either,
    // and each step of anti-entropy asks for those of one.
    private ImmutableSortedDictionary<string, ImmutableSortedSet<string>> CheckIds { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);

    /// <summary>Whether the catalog has the node's addresses and metadata as they are here.</summary>
    public bool IsNodeInSync { get; init; }

    /// <summary>Counts changes of any kind, from 0.</summary>
    public long Version { get; init; }

    /// <summary>The services that are here, by ID.</summary>
    public IEnumerable<ServiceEntry> LiveServices => Services.Values.Where(static entry => !entry.IsDeleted);

    /// <summary>The checks that are here, by ID.</summary>
    public IEnumerable<CheckEntry> LiveChecks => Checks.Values.Where(static entry => !entry.IsDeleted);

    /// <summary>A service that is here; null if it isn't.</summary>
    public ServiceEntry? Service(string id) =>
        Services.TryGetValue(id, out var entry) && !entry.IsDeleted ? entry : null;

    /// <summary>A check that is here; null if it isn't.</summary>
    public CheckEntry? Check(string id) => Checks.TryGetValue(id, out var entry) && !entry.IsDeleted ? entry : null;

    /// <summary>The checks of a service, by ID; of the node for the empty ID.</summary>
    public IEnumerable<CheckEntry> ChecksOf(string serviceId) =>
        CheckIds.TryGetValue(serviceId, out var ids)
            ? ids.Select(id => Checks[id]).Where(static entry => !entry.IsDeleted)
            : [];

    /// <summary>The checks that say how a service is: its own and the node's.</summary>
    public IEnumerable<CheckEntry> ChecksFor(string serviceId) => ChecksOf(serviceId).Concat(ChecksOf(""));

    /// <summary>With a service as it is given, whatever was there under its ID.</summary>
    public LocalView With(ServiceEntry entry) => this with { Services = Services.SetItem(entry.Service.ID, entry) };

    /// <summary>With a check as it is given, whatever was there under its ID.</summary>
    public LocalView With(CheckEntry entry)
    {
        var id = entry.Check.CheckID;
        var isIndexed = Checks.TryGetValue(id, out var present) && present.Check.ServiceID == entry.Check.ServiceID;
        return this with
        {
            Checks = Checks.SetItem(id, entry),
            CheckIds = isIndexed ? CheckIds : Indexed(present is null ? CheckIds : Unindexed(present), entry),
        };
    }

    /// <summary>Without a service and its checks, which stay as something to take out of the catalog.</summary>
    public LocalView WithoutService(string id)
    {
        if (Service(id) is not { } entry)
        {
            return this;
        }

        var view = With(entry with { IsDeleted = true, IsInSync = false });
        return ChecksOf(id).Aggregate(view, static (rest, check) => rest.WithoutCheck(check.Check.CheckID));
    }

    /// <summary>Without a check, which stays as something to take out of the catalog.</summary>
    public LocalView WithoutCheck(string id) =>
        Check(id) is { } entry
            ? With(entry with { IsDeleted = true, IsInSync = false, OutputDue = null, CriticalSince = null })
            : this;

    /// <summary>
    /// Without a service that was taken out of the catalog, if it was not registered again meanwhile. Its checks went with it.
    /// </summary>
    public LocalView Forget(ServiceEntry deleted)
    {
        var id = deleted.Service.ID;
        if (!Services.TryGetValue(id, out var entry) || !entry.IsDeleted)
        {
            return this;
        }

        var view = this with { Services = Services.Remove(id) };
        return CheckIds.TryGetValue(id, out var checkIds)
            ? checkIds.Aggregate(view, (rest, checkId) => rest.Forget(Checks[checkId]))
            : view;
    }

    /// <summary>Without what was taken out of the catalog, if it was not registered again meanwhile.</summary>
    public LocalView Forget(CheckEntry deleted) =>
        Checks.TryGetValue(deleted.Check.CheckID, out var entry) && entry.IsDeleted
            ? this with
            {
                Checks = Checks.Remove(deleted.Check.CheckID),
                CheckIds = Unindexed(entry),
            }
            : this;

    /// <summary>With a service known to be in the catalog, if it is still what was sent there.</summary>
    public LocalView Settle(ServiceEntry sent) =>
        Services.TryGetValue(sent.Service.ID, out var entry)
        && !entry.IsDeleted
        && ReferenceEquals(entry.Service, sent.Service)
            ? With(entry with { IsInSync = true })
            : this;

    /// <summary>With a check known to be in the catalog, if it is still what was sent there.</summary>
    public LocalView Settle(CheckEntry sent) =>
        Checks.TryGetValue(sent.Check.CheckID, out var entry)
        && !entry.IsDeleted
        && ReferenceEquals(entry.Check, sent.Check)
            ? With(entry with { IsInSync = true, OutputDue = null })
            : this;

    /// <summary>With the latest result of a check.</summary>
    /// <param name="id">The check.</param>
    /// <param name="registration">Which registration the result belongs to; null for whichever there is.</param>
    /// <param name="status">How it is now.</param>
    /// <param name="output">What it says.</param>
    /// <param name="now">Time since the agent's start.</param>
    /// <param name="outputDelay">How long a change of output alone may wait before it is sent; zero for not at all.</param>
    /// <returns>The same view if nothing changed.</returns>
    public LocalView WithResult(
        string id,
        long? registration,
        string status,
        string output,
        TimeSpan now,
        TimeSpan outputDelay
    )
    {
        if (Check(id) is not { } entry || (registration is { } wanted && wanted != entry.Registration))
        {
            return this;
        }

        if (entry.Check.Status == status && entry.Check.Output == output)
        {
            return this;
        }

        var changed = entry with
        {
            Check = entry.Check with { Status = status, Output = output },
            CriticalSince = status == HealthStatus.Critical ? entry.CriticalSince ?? now : null,
        };
        return With(
            entry.Check.Status == status && outputDelay > TimeSpan.Zero
                ? changed with
                {
                    OutputDue = entry.OutputDue ?? now + outputDelay,
                }
                : changed with
                {
                    IsInSync = false,
                    OutputDue = null,
                }
        );
    }

    /// <summary>With outputs that have waited long enough no longer in sync.</summary>
    public LocalView WithOutputsDue(TimeSpan now) =>
        Checks
            .Values.Where(entry => entry.OutputDue <= now)
            .Aggregate(this, static (view, entry) => view.With(entry with { IsInSync = false, OutputDue = null }));

    /// <summary>When the next output has waited long enough; null when none waits.</summary>
    public TimeSpan? NextOutputDue => Checks.Values.Min(static entry => entry.OutputDue);

    /// <summary>Whether something here waits to be told to the catalog.</summary>
    public bool HasChanges =>
        !IsNodeInSync
        || Services.Values.Any(static entry => !entry.IsInSync)
        || Checks.Values.Any(static entry => !entry.IsInSync);

    private static ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Indexed(
        ImmutableSortedDictionary<string, ImmutableSortedSet<string>> checkIds,
        CheckEntry entry
    ) =>
        checkIds.SetItem(
            entry.Check.ServiceID,
            checkIds
                .GetValueOrDefault(entry.Check.ServiceID, ImmutableSortedSet.Create<string>(StringComparer.Ordinal))
                .Add(entry.Check.CheckID)
        );

    private ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Unindexed(CheckEntry entry)
    {
        var rest = CheckIds[entry.Check.ServiceID].Remove(entry.Check.CheckID);
        return rest.IsEmpty ? CheckIds.Remove(entry.Check.ServiceID) : CheckIds.SetItem(entry.Check.ServiceID, rest);
    }
}
