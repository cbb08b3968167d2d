using Praetor.Agent.Checks;
using Praetor.Agent.Local;
using Praetor.Agent.Persistence;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>Adds and removes services with their checks, for the registrar alone: one call after another.</summary>
internal sealed class ServiceRegistrations(
    LocalState local,
    CheckRunner runner,
    CheckRegistrations checks,
    DefinitionFiles? files,
    RegistrationSettings settings
)
{
    /// <summary>Adds a service, and the sidecar its definition asks for.</summary>
    /// <param name="definition">The service.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="replaceChecks">Whether checks of the service that the definition does not name go.</param>
    /// <param name="before">What was there before, whose checks' results are taken over.</param>
    /// <returns>Why not; null if it is there.</returns>
    public async ValueTask<RegistrationFault?> AddWithSidecarAsync(
        ServiceDefinition definition,
        EntrySource source,
        bool replaceChecks,
        LocalView before
    )
    {
        var (fault, sidecar) = Examine(definition, source, local.View);
        if (fault is not null)
        {
            return fault;
        }

        await AddAsync(definition, source, replaceChecks, before, isSidecar: false);
        if (sidecar is not null)
        {
            await AddAsync(sidecar, source, replaceChecks, before, isSidecar: true);
        }

        return null;
    }

    /// <summary>What there would be with a service of a file and the sidecar its definition asks for. Changes nothing.</summary>
    /// <param name="definition">The service.</param>
    /// <param name="view">What there is before.</param>
    /// <returns>Why it would be refused, or null; and what there would be, without the service's checks.</returns>
    public (RegistrationFault? Fault, LocalView View) Foresee(ServiceDefinition definition, LocalView view)
    {
        var (fault, sidecar) = Examine(definition, EntrySource.File, view);
        if (fault is not null)
        {
            return (fault, view);
        }

        var with = view.With(ForeseenOf(definition));
        return (null, sidecar is null ? with : with.With(ForeseenOf(sidecar)));
    }

    /// <summary>Adds a service that is kept on disk already.</summary>
    public void AddKept(ServiceEntry entry) => local.Change(view => view.With(entry));

    /// <summary>Removes a service from everywhere, with its checks and its sidecar.</summary>
    /// <returns>Why not; null if it is gone.</returns>
    public RegistrationFault? Remove(string id)
    {
        if (local.View.Service(id) is null)
        {
            return RegistrationFault.UnknownService(id);
        }

        RemoveAlone(id);
        if (local.View.Service(Sidecars.IdOf(id)) is { Service.LocallyRegisteredAsSidecar: true })
        {
            RemoveAlone(Sidecars.IdOf(id));
        }

        return null;
    }

    private static ServiceEntry ForeseenOf(ServiceDefinition definition) =>
        new()
        {
            Service = ServiceDefinitions.ServiceOf(definition),
            Token = definition.Token,
            Source = EntrySource.File,
        };

    /// <summary>Why a service can't be added to what there is, or null and the sidecar that comes with it, if any.</summary>
    private (RegistrationFault? Fault, ServiceDefinition? Sidecar) Examine(
        ServiceDefinition definition,
        EntrySource source,
        LocalView view
    )
    {
        ServiceDefinition? sidecar = null;
        if (definition.Connect?.SidecarService is { } wanted)
        {
            if (ServiceRules.CheckFault(wanted, "Invalid check in sidecar_service: ") is { } invalid)
            {
                return (invalid, null);
            }

            if (Sidecars.PortOf(definition, view, settings) is not { } port)
            {
                return (
                    RegistrationFault.Invalid("Invalid SidecarService: none left of the configured sidecar port range"),
                    null
                );
            }

            sidecar = Sidecars.DefinitionOf(definition, wanted, port);
            if (FaultOfChecks(sidecar, source) is { } refused)
            {
                return (refused, null);
            }
        }

        return (FaultOfChecks(definition, source), sidecar);
    }

    private async ValueTask AddAsync(
        ServiceDefinition definition,
        EntrySource source,
        bool replaceChecks,
        LocalView before,
        bool isSidecar
    )
    {
        var service = ServiceDefinitions.ServiceOf(definition) with { LocallyRegisteredAsSidecar = isSidecar };
        var previous = before.Service(service.ID);
        var entry = new ServiceEntry
        {
            Service = service,
            Token = definition.Token,
            Source = source,
            IsInSync = previous is { IsInSync: true } && previous.Service.SameContent(service),
        };
        var entries = CheckEntries(definition, service, source, before);

        // 1. On disk, so that what the client is told is kept is kept. The service last: a crash in between leaves checks
        //    without a service, which are thrown away, and not a service that looks well for want of checks.
        foreach (var check in entries)
        {
            await checks.KeepAsync(check);
        }

        await KeepAsync(entry);

        // 2. In the local state, in one step: the catalog learns of the service and its checks together.
        local.Change(view => entries.Aggregate(view.With(entry), static (rest, check) => rest.With(check)));

        // 3. The checks.
        if (replaceChecks)
        {
            var named = entries.Select(static check => check.Check.CheckID).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in local.View.ChecksOf(service.ID).Where(it => !named.Contains(it.Check.CheckID)))
            {
                checks.Remove(gone.Check.CheckID);
            }
        }

        foreach (var check in entries)
        {
            runner.Start(check);
        }
    }

    private List<CheckEntry> CheckEntries(
        ServiceDefinition definition,
        NodeService service,
        EntrySource source,
        LocalView before
    )
    {
        var types = ServiceDefinitions.ChecksOf(definition);
        var entries = new List<CheckEntry>(types.Count);
        for (var i = 0; i < types.Count; i++)
        {
            var check = CheckDefinitions.CheckOf(types[i], settings.NodeName, service, types.Count == 1 ? 0 : i + 1);
            entries.Add(
                checks.EntryOf(
                    checks.WithKeptState(check, types[i]),
                    types[i],
                    definition.Token,
                    source,
                    before.Check(check.CheckID)
                )
            );
        }

        return entries;
    }

    private async ValueTask KeepAsync(ServiceEntry entry)
    {
        if (files is not null && entry.Source == EntrySource.Api)
        {
            await files.SaveAsync(
                entry.Service.ID,
                new PersistedService
                {
                    Token = entry.Token,
                    Service = entry.Service,
                    Source = "remote",
                    LocallyRegisteredAsSidecar = entry.Service.LocallyRegisteredAsSidecar,
                }
            );
        }
    }

    private void RemoveAlone(string id)
    {
        // The service first, for the same reason for which it is kept last.
        files?.DeleteService(id);
        foreach (var check in local.View.ChecksOf(id))
        {
            files?.DeleteCheck(check.Check.CheckID);
            runner.Stop(check.Check.CheckID);
        }

        local.Change(view => view.WithoutService(id));
    }

    private RegistrationFault? FaultOfChecks(ServiceDefinition definition, EntrySource source) =>
        ServiceDefinitions
            .ChecksOf(definition)
            .Select(type => checks.FaultOf(type, source))
            .FirstOrDefault(static fault => fault is not null);
}
