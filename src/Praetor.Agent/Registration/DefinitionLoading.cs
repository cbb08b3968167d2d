using Praetor.Agent.Local;
using Praetor.Agent.Persistence;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>Takes up what files define and what is kept on disk, for the registrar alone.</summary>
internal sealed class DefinitionLoading(
    LocalState local,
    ServiceRegistrations services,
    CheckRegistrations checks,
    DefinitionFiles? files
)
{
    /// <summary>At the agent's start: first what files define, then what is kept and not defined by a file.</summary>
    /// <returns>Why not; null if it is all there.</returns>
    public async ValueTask<RegistrationFault?> LoadAsync(FileDefinitions defined)
    {
        files?.Open();
        if (await AddDefinedAsync(defined, LocalView.Empty) is { } fault)
        {
            return fault;
        }

        if (files is not null)
        {
            LoadServices(files);
            await LoadChecksAsync(files);
        }

        return null;
    }

    /// <summary>
    /// Replaces what files define by what they define now; what clients registered stays. What is refused changes nothing:
    /// all is tried on a view before anything is done.
    /// </summary>
    /// <returns>Why not; null if it is all there.</returns>
    public async ValueTask<RegistrationFault?> ReloadAsync(FileDefinitions defined)
    {
        // 1. What goes. Services that are still defined are overwritten, so that checks which clients added to them stay.
        var before = local.View;
        var stay = defined.Services.Select(static it => it.ID.Length > 0 ? it.ID : it.Name).ToHashSet();
        var goneChecks = before
            .LiveChecks.Where(static it => it.Source == EntrySource.File)
            .Select(static it => it.Check.CheckID)
            .ToList();
        var goneServices = before
            .LiveServices.Where(it => it.Source == EntrySource.File && !stay.Contains(it.Service.ID))
            .Select(static it => it.Service.ID)
            .ToList();

        // 2. Whether what comes fits to what stays.
        var rest = goneChecks.Aggregate(before, static (view, id) => view.WithoutCheck(id));
        rest = goneServices.Aggregate(rest, WithoutService);
        if (FaultOf(defined, rest) is { } fault)
        {
            return fault;
        }

        // 3. The same in earnest. Nobody else registers meanwhile: the registrar does one thing after another.
        foreach (var id in goneChecks)
        {
            checks.Remove(id);
        }

        foreach (var id in goneServices)
        {
            services.Remove(id);
        }

        return await AddDefinedAsync(defined, before);
    }

    /// <summary>What is left when a service is removed: its sidecar goes with it.</summary>
    private static LocalView WithoutService(LocalView view, string id)
    {
        var rest = view.WithoutService(id);
        var sidecar = Sidecars.IdOf(id);
        return rest.Service(sidecar) is { Service.LocallyRegisteredAsSidecar: true }
            ? rest.WithoutService(sidecar)
            : rest;
    }

    private RegistrationFault? FaultOf(FileDefinitions defined, LocalView view)
    {
        foreach (var service in defined.Services)
        {
            (var fault, view) = services.Foresee(service, view);
            if (fault is not null)
            {
                return Refused(service, fault);
            }
        }

        foreach (var check in defined.Checks)
        {
            if (checks.FaultOf(check, EntrySource.File, view) is { } fault)
            {
                return Refused(check, fault);
            }
        }

        return null;
    }

    private static RegistrationFault Refused(ServiceDefinition service, RegistrationFault fault) =>
        fault with
        {
            Text = $"Failed to register service '{service.Name}': {fault.Text}",
        };

    private static RegistrationFault Refused(CheckDefinition check, RegistrationFault fault) =>
        fault with
        {
            Text = $"Failed to register check '{check.Name}': {fault.Text}",
        };

    private async ValueTask<RegistrationFault?> AddDefinedAsync(FileDefinitions defined, LocalView before)
    {
        foreach (var service in defined.Services)
        {
            if (await services.AddWithSidecarAsync(service, EntrySource.File, false, before) is { } fault)
            {
                return Refused(service, fault);
            }
        }

        foreach (var check in defined.Checks)
        {
            if (await checks.AddAsync(check, EntrySource.File, before) is { } fault)
            {
                return Refused(check, fault);
            }
        }

        return null;
    }

    private void LoadServices(DefinitionFiles kept)
    {
        foreach (var file in kept.Services().ToList())
        {
            if (file.Service is not { ID.Length: > 0 } service)
            {
                continue;
            }

            if (local.View.Service(service.ID) is not null)
            {
                // A file of the configuration took its place.
                kept.DeleteService(service.ID);
                continue;
            }

            services.AddKept(
                new ServiceEntry
                {
                    Service = service with { LocallyRegisteredAsSidecar = file.LocallyRegisteredAsSidecar },
                    Token = file.Token,
                    Source = EntrySource.Api,
                }
            );
        }
    }

    private async ValueTask LoadChecksAsync(DefinitionFiles kept)
    {
        foreach (var file in kept.Checks().ToList())
        {
            if (file.Check is not { CheckID.Length: > 0 } check)
            {
                continue;
            }

            var isOrphan = check.ServiceID.Length > 0 && local.View.Service(check.ServiceID) is null;
            if (isOrphan || local.View.Check(check.CheckID) is not null)
            {
                kept.DeleteCheck(check.CheckID);
                continue;
            }

            // Nobody knows how it is until it has run or reported again.
            var unknown = check with
            {
                Status = HealthStatus.Critical,
            };
            var entry = checks.EntryOf(
                checks.WithKeptState(unknown, file.ChkType),
                file.ChkType,
                file.Token,
                EntrySource.Api,
                previous: null
            );
            await checks.AddAsync(entry);
        }
    }
}
