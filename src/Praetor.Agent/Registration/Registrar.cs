using Praetor.Agent.Checks;
using Praetor.Agent.Local;
using Praetor.Agent.Loops;
using Praetor.Agent.Persistence;
using Praetor.Foundation.Storage;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>
/// The one way by which services and checks come to the agent and go. It does one thing after another: looks at the
/// definition, keeps it on disk, puts it into the local state, starts its checks. Anti-entropy does the rest. May be called
/// from any thread; each call answers why it was not done, or null when it was.
/// </summary>
public sealed class Registrar
{
    private readonly OneAtATime _queue = new();
    private readonly LocalState _local;
    private readonly RegistrationSettings _settings;
    private readonly ServiceRegistrations _services;
    private readonly CheckRegistrations _checks;
    private readonly DefinitionLoading _loading;

    internal Registrar(
        LocalState local,
        CheckRunner runner,
        DefinitionFiles? files,
        RegistrationSettings settings,
        TimeProvider time
    )
    {
        _local = local;
        _settings = settings;
        _checks = new CheckRegistrations(local, runner, files, settings, time);
        _services = new ServiceRegistrations(local, runner, _checks, files, settings);
        _loading = new DefinitionLoading(local, _services, _checks, files);
    }

    /// <summary>Registers a service of a client with its checks.</summary>
    /// <param name="definition">The service.</param>
    /// <param name="token">The client's token, unless the definition has its own.</param>
    /// <param name="replaceChecks">Whether checks of the service that the definition does not name go.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    public ValueTask<RegistrationFault?> RegisterServiceAsync(
        ServiceDefinition definition,
        string token,
        bool replaceChecks,
        CancellationToken cancellationToken
    )
    {
        if (ServiceRules.FaultOf(definition) is { } fault)
        {
            return ValueTask.FromResult<RegistrationFault?>(fault);
        }

        var owned = definition.Token.Length > 0 ? definition : definition with { Token = token };
        return DoAsync(
            () => _services.AddWithSidecarAsync(owned, EntrySource.Api, replaceChecks, _local.View),
            cancellationToken
        );
    }

    /// <summary>Registers a check of a client that stands alone.</summary>
    public ValueTask<RegistrationFault?> RegisterCheckAsync(
        CheckDefinition definition,
        string token,
        CancellationToken cancellationToken
    )
    {
        if (ServiceRules.FaultOf(definition) is { } fault)
        {
            return ValueTask.FromResult<RegistrationFault?>(fault);
        }

        var owned = definition.Token.Length > 0 ? definition : definition with { Token = token };
        return DoAsync(() => _checks.AddAsync(owned, EntrySource.Api, before: null), cancellationToken);
    }

    /// <summary>Removes a service with its checks and its sidecar.</summary>
    public ValueTask<RegistrationFault?> DeregisterServiceAsync(string id, CancellationToken cancellationToken) =>
        DoAsync(() => ValueTask.FromResult(_services.Remove(id)), cancellationToken);

    /// <summary>Removes a check.</summary>
    public ValueTask<RegistrationFault?> DeregisterCheckAsync(string id, CancellationToken cancellationToken) =>
        DoAsync(() => ValueTask.FromResult(RemoveCheck(id)), cancellationToken);

    /// <summary>Takes a report of a service about itself.</summary>
    public ValueTask<RegistrationFault?> ReportAsync(
        string checkId,
        string status,
        string output,
        CancellationToken cancellationToken
    ) => DoAsync(() => _checks.ReportAsync(checkId, status, output), cancellationToken);

    /// <summary>Takes the node out of service, or back into it.</summary>
    public ValueTask<RegistrationFault?> SetNodeMaintenanceAsync(
        bool isEnabled,
        string reason,
        string token,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            () => SetMaintenanceAsync(Maintenance.OfNode(_settings.NodeName, reason), isEnabled, token),
            cancellationToken
        );

    /// <summary>Takes a service out of service, or back into it.</summary>
    public ValueTask<RegistrationFault?> SetServiceMaintenanceAsync(
        string serviceId,
        bool isEnabled,
        string reason,
        string token,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            () =>
                _local.View.Service(serviceId) is { } entry
                    ? SetMaintenanceAsync(
                        Maintenance.OfService(_settings.NodeName, entry.Service, reason),
                        isEnabled,
                        token
                    )
                    : ValueTask.FromResult<RegistrationFault?>(RegistrationFault.UnknownService(serviceId)),
            cancellationToken
        );

    /// <summary>Does what it is asked, until stopping.</summary>
    internal Task RunAsync(CancellationToken stopping) => _queue.RunAsync(stopping);

    /// <summary>Takes up what files define and what is kept on disk. Before the loop runs.</summary>
    internal async ValueTask<RegistrationFault?> LoadAsync(FileDefinitions defined)
    {
        using var pause = _local.Pause();
        return await _loading.LoadAsync(defined);
    }

    /// <summary>Replaces what files define by what they define now; refused, it changes nothing.</summary>
    /// <param name="defined">What they define.</param>
    /// <param name="applied">Called when that is in effect, before the catalog learns of it or anybody else registers.</param>
    /// <param name="cancellationToken">Whoever asked is gone.</param>
    internal ValueTask<RegistrationFault?> ReloadAsync(
        FileDefinitions defined,
        Action applied,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            async () =>
            {
                using var pause = _local.Pause();
                var fault = await _loading.ReloadAsync(defined);
                if (fault is null)
                {
                    applied();
                }

                return fault;
            },
            cancellationToken
        );

    private ValueTask<RegistrationFault?> DoAsync(
        Func<ValueTask<RegistrationFault?>> job,
        CancellationToken cancellationToken
    ) =>
        _queue.DoAsync(
            async () =>
            {
                try
                {
                    return await job();
                }
                catch (StorageException broken)
                {
                    // The client learns that nothing is promised; the agent goes on with what it has.
                    return RegistrationFault.Refused(broken.Message);
                }
            },
            cancellationToken
        );

    private RegistrationFault? RemoveCheck(string id)
    {
        if (_local.View.Check(id) is null)
        {
            return RegistrationFault.UnknownCheck(id);
        }

        _checks.Remove(id);
        return null;
    }

    private async ValueTask<RegistrationFault?> SetMaintenanceAsync(HealthCheck check, bool isEnabled, string token)
    {
        var isThere = _local.View.Check(check.CheckID) is not null;
        if (isEnabled && !isThere)
        {
            // A second reason does not replace the first, as in Consul.
            await _checks.AddAsync(_checks.EntryOf(check, null, token, EntrySource.Api, previous: null));
        }
        else if (!isEnabled && isThere)
        {
            _checks.Remove(check.CheckID);
        }

        return null;
    }
}
