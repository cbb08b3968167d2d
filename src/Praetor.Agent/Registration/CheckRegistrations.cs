using Praetor.Agent.Checks;
using Praetor.Agent.Local;
using Praetor.Agent.Persistence;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>Adds and removes checks, for the registrar alone: one call after another.</summary>
internal sealed class CheckRegistrations(
    LocalState local,
    CheckRunner runner,
    DefinitionFiles? files,
    RegistrationSettings settings,
    TimeProvider time
)
{
    private long _registrations;

    /// <summary>Why the agent may not or can't do a check; null if it will.</summary>
    public RegistrationFault? FaultOf(CheckType type, EntrySource source)
    {
        if (CheckKinds.RunsCommand(type) && source == EntrySource.Api && !settings.AllowRemoteScripts)
        {
            return RegistrationFault.Refused(
                "Scripts are disabled on this agent from remote calls; to enable, configure 'enable_script_checks' to true"
            );
        }

        if (CheckKinds.RunsCommand(type) && source == EntrySource.File && !settings.AllowLocalScripts)
        {
            return RegistrationFault.Refused(
                "Scripts are disabled on this agent; to enable, configure 'enable_script_checks' or 'enable_local_script_checks' to true"
            );
        }

        var kind = CheckKinds.Of(type);
        return kind == CheckKind.OSService ? RegistrationFault.Refused("not implemented")
            : kind == CheckKind.Alias && type.AliasNode.Length > 0 && type.AliasNode != settings.NodeName
                ? RegistrationFault.Refused("alias checks of other nodes are not supported by this version of Praetor")
            : !runner.Supports(kind)
                ? RegistrationFault.Refused(
                    $"checks of type {CheckKinds.NameOf(kind)} are not supported by this version of Praetor"
                )
            : null;
    }

    /// <summary>Why a check that stands alone can't be added to what there is; null if it can.</summary>
    public RegistrationFault? FaultOf(CheckDefinition definition, EntrySource source, LocalView view) =>
        FaultOf(CheckDefinitions.TypeOf(definition), source)
        ?? (
            definition.ServiceID.Length > 0 && view.Service(definition.ServiceID) is null
                ? new RegistrationFault(
                    RegistrationFaultKind.NotFound,
                    $"ServiceID {Foundation.Text.GoQuote.Quote(definition.ServiceID)} does not exist"
                )
                : null
        );

    /// <summary>A check as it is registered: numbered, and timed from now if it is critical.</summary>
    /// <param name="check">The check.</param>
    /// <param name="type">How it is done.</param>
    /// <param name="token">The token it is registered with.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="previous">What was there before under its ID; how that was, this one is.</param>
    public CheckEntry EntryOf(
        HealthCheck check,
        CheckType? type,
        string token,
        EntrySource source,
        CheckEntry? previous
    )
    {
        var current = previous is null
            ? check
            : check with
            {
                Status = previous.Check.Status,
                Output = previous.Check.Output,
            };
        return new CheckEntry
        {
            Check = current,
            Type = type,
            Token = token,
            Source = source,
            Registration = ++_registrations,
            CriticalSince = current.Status == HealthStatus.Critical ? previous?.CriticalSince ?? runner.Now : null,
            IsInSync = previous is { IsInSync: true } && current.SameContent(previous.Check),
        };
    }

    /// <summary>Adds a check that stands alone.</summary>
    /// <returns>Why not; null if it is there.</returns>
    public async ValueTask<RegistrationFault?> AddAsync(
        CheckDefinition definition,
        EntrySource source,
        LocalView? before
    )
    {
        var type = CheckDefinitions.TypeOf(definition);
        if (FaultOf(type, source) is { } fault)
        {
            // As in Consul: a check whose new definition can't be done does not go on by its old one.
            if (local.View.Check(type.CheckID) is not null)
            {
                Remove(type.CheckID);
            }

            return fault;
        }

        if (FaultOf(definition, source, local.View) is { } missing)
        {
            return missing;
        }

        var service = local.View.Service(definition.ServiceID)?.Service;
        var check = CheckDefinitions.CheckOf(definition, settings.NodeName, service);
        if (source == EntrySource.Api)
        {
            // As in Consul, only a client's check says its kind when it stands alone.
            check = check with
            {
                Type = CheckKinds.NameOf(CheckKinds.Of(type)),
            };
        }

        await AddAsync(EntryOf(check, type, definition.Token, source, before?.Check(check.CheckID)));
        return null;
    }

    /// <summary>Adds a check: keeps it if a client registered it, puts it into the local state, starts it.</summary>
    public async ValueTask AddAsync(CheckEntry entry)
    {
        await KeepAsync(entry);
        local.Change(view => view.With(entry));
        runner.Start(entry);
    }

    /// <summary>Keeps a check that a client registered on disk.</summary>
    public async ValueTask KeepAsync(CheckEntry entry)
    {
        if (files is not null && entry.Source == EntrySource.Api)
        {
            await files.SaveAsync(
                entry.Check.CheckID,
                new PersistedCheck
                {
                    Check = entry.Check,
                    ChkType = entry.Type,
                    Token = entry.Token,
                    Source = "remote",
                }
            );
        }
    }

    /// <summary>Removes a check from everywhere.</summary>
    public void Remove(string id)
    {
        files?.DeleteCheck(id);
        runner.Stop(id);
        local.Change(view => view.WithoutCheck(id));
    }

    /// <summary>Takes a report of a service about itself, and keeps it for as long as it is good.</summary>
    /// <returns>Why not; null if it is taken.</returns>
    public async ValueTask<RegistrationFault?> ReportAsync(string id, string status, string output)
    {
        if (local.View.Check(id) is not { } entry)
        {
            return RegistrationFault.UnknownCheck(id);
        }

        if (!runner.TryReport(id, status, output))
        {
            return RegistrationFault.Refused(
                $"CheckID {Foundation.Text.GoQuote.Quote(id)} does not have associated TTL"
            );
        }

        if (files is not null && entry.Type is { } type)
        {
            await files.SaveAsync(
                new PersistedCheckState
                {
                    CheckID = id,
                    Status = status,
                    Output = local.View.Check(id)?.Check.Output ?? output,
                    Expires = (time.GetUtcNow() + type.Ttl.ToTimeSpan()).ToUnixTimeSeconds(),
                }
            );
        }

        return null;
    }

    /// <summary>A check with what it last reported, where that is still good.</summary>
    public HealthCheck WithKeptState(HealthCheck check, CheckType? type)
    {
        if (files is null || type is null || CheckKinds.Of(type) != CheckKind.Ttl)
        {
            return check;
        }

        if (files.State(check.CheckID) is not { } state)
        {
            return check;
        }

        if (state.Expires <= time.GetUtcNow().ToUnixTimeSeconds() || !HealthStatus.IsValid(state.Status))
        {
            files.DeleteState(check.CheckID);
            return check;
        }

        return check with
        {
            Status = state.Status,
            Output = state.Output,
        };
    }
}
