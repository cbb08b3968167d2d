using Praetor.Agent.Local;
using Praetor.Agent.Persistence;
using Praetor.Model.Catalog;

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

    /// <summary>Replaces what files define by what they define now; what clients registered stays.</summary>
    /// <returns>Why not; null if it is all there.</returns>
    public ValueTask<RegistrationFault?> ReloadAsync(FileDefinitions defined)
    {
        var before = local.View;
        foreach (var entry in before.LiveChecks.Where(static it => it.Source == EntrySource.File))
        {
            checks.Remove(entry.Check.CheckID);
        }

        // Services that are still defined are overwritten, so that checks which clients added to them stay.
        var stay = defined.Services.Select(static it => it.ID.Length > 0 ? it.ID : it.Name).ToHashSet();
        foreach (
            var entry in before.LiveServices.Where(it => it.Source == EntrySource.File && !stay.Contains(it.Service.ID))
        )
        {
            services.Remove(entry.Service.ID);
        }

        return AddDefinedAsync(defined, before);
    }

    private async ValueTask<RegistrationFault?> AddDefinedAsync(FileDefinitions defined, LocalView before)
    {
        foreach (var service in defined.Services)
        {
            if (await services.AddWithSidecarAsync(service, EntrySource.File, false, before) is { } fault)
            {
                return fault with { Text = $"Failed to register service '{service.Name}': {fault.Text}" };
            }
        }

        foreach (var check in defined.Checks)
        {
            if (await checks.AddAsync(check, EntrySource.File, before) is { } fault)
            {
                return fault with { Text = $"Failed to register check '{check.Name}': {fault.Text}" };
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
