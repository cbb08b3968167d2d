using Microsoft.Extensions.Logging;
using Praetor.Agent.Local;
using Praetor.Agent.Loops;
using Praetor.Foundation.Text;
using Praetor.Model.Rpc;

namespace Praetor.Agent.AntiEntropy;

/// <summary>
/// Makes the catalog say what the agent vouches for: at once when something changed here, and now and then by comparing
/// all of it, since the catalog may have changed or been restored.
/// </summary>
internal sealed partial class AntiEntropyLoop(
    LocalState local,
    IServerLink link,
    Func<NodeFacts> facts,
    Func<AgentTokens> tokens,
    Func<int> members,
    TimeSpan interval,
    TimeProvider time,
    Random random,
    ILogger<AntiEntropyLoop> logger
)
{
    private static readonly GoDuration StaleMax = GoDuration.FromSeconds(2);

    private readonly WakeSignal _hurry = new(time);
    private readonly long _started = time.GetTimestamp();
    private bool _isHurried;
    private TimeSpan _fullDue;
    private TimeSpan _retryDue;
    private int _failures;

    private TimeSpan Now => time.GetElapsedTime(_started);

    /// <summary>Compares and sends until stopping.</summary>
    /// <param name="now">The time that outputs wait by: since the agent's start.</param>
    /// <param name="stopping">Ends the loop.</param>
    public async Task RunAsync(Func<TimeSpan> now, CancellationToken stopping)
    {
        while (true)
        {
            var seen = local.Change(view => view.WithOutputsDue(now())).Version;
            if (local.IsPaused)
            {
                await local.WaitForChangeAsync(seen, TimeSpan.MaxValue, time, stopping);
                continue;
            }

            await RoundAsync(stopping);
            await WaitAsync(seen, now, stopping);
        }
    }

    /// <summary>
    /// Has everything compared soon: another server leads, which may write what the last one could not. From any thread; does
    /// not wait.
    /// </summary>
    public void CompareSoon()
    {
        Volatile.Write(ref _isHurried, true);
        _hurry.Raise();
        // A view like the one before with another version: the loop looks again.
        local.Change(static view => view with { });
    }

    /// <summary>Compares everything, and sends what differs.</summary>
    /// <returns>Why not; null if all is in sync.</returns>
    internal async ValueTask<RpcError?> SyncFullAsync(CancellationToken cancellationToken)
    {
        var current = facts();
        var request = new NodeSpecificRequest
        {
            Datacenter = current.Datacenter,
            Node = current.Name,
            Token = tokens().OwnToken,
            AllowStale = true,
            MaxStaleDuration = StaleMax,
        };
        var services = await link.CallAsync(ServerMethods.CatalogNodeServiceList, request, cancellationToken);
        if (!services.TryGet(out var remote, out var error))
        {
            return error;
        }

        var checks = await link.CallAsync(ServerMethods.HealthNodeChecks, request, cancellationToken);
        if (!checks.TryGet(out var remoteChecks, out error))
        {
            return error;
        }

        local.Change(view => CatalogComparison.Compare(view, current, remote.NodeServices, remoteChecks.HealthChecks));
        return await SyncChangesAsync(cancellationToken);
    }

    /// <summary>Sends what is known to differ.</summary>
    /// <returns>Why not; null if all is in sync.</returns>
    internal async ValueTask<RpcError?> SyncChangesAsync(CancellationToken cancellationToken)
    {
        foreach (var item in SyncPlan.Pending(local.View))
        {
            if (local.IsPaused)
            {
                break;
            }

            if (SyncPlan.StepOf(item, local.View, facts(), tokens()) is not { } step)
            {
                continue;
            }

            if (await SendAsync(step, cancellationToken) is not { } error)
            {
                Settle(step, isRefused: false);
            }
            else if (error.Kind == RpcErrorKind.PermissionDenied)
            {
                // Sending it again would fail again: it counts as in sync until something changes.
                LogRefused(logger, Describe(step), error.Text);
                Settle(step, isRefused: true);
            }
            else
            {
                return error;
            }
        }

        return null;
    }

    private async ValueTask RoundAsync(CancellationToken stopping)
    {
        if (Interlocked.Exchange(ref _isHurried, false))
        {
            // All agents hear of it at the same moment.
            var soon = Now + SyncTiming.Soon(members(), random);
            _retryDue = TimeSpan.Zero;
            _fullDue = soon < _fullDue ? soon : _fullDue;
        }

        if (_retryDue > Now)
        {
            return;
        }

        var isFull = Now >= _fullDue;
        var error = isFull ? await SyncFullAsync(stopping) : await SyncChangesAsync(stopping);
        if (error is null)
        {
            _failures = 0;
            _retryDue = TimeSpan.Zero;
            _fullDue = isFull ? Now + SyncTiming.NextFull(interval, members(), random) : _fullDue;
            return;
        }

        // What failed half way is found out by comparing everything.
        var retry = SyncTiming.Retry(members(), random);
        if (error.Kind == RpcErrorKind.NoLeader)
        {
            retry = SyncTiming.RetryWithoutLeader(_failures, retry);
        }
        else
        {
            LogFailed(logger, error.Text);
        }

        _failures++;
        _retryDue = Now + retry;
        _fullDue = _retryDue;
    }

    private async ValueTask WaitAsync(long seen, Func<TimeSpan> now, CancellationToken stopping)
    {
        var wait = (_retryDue > TimeSpan.Zero ? _retryDue : _fullDue) - Now;
        if (local.View.NextOutputDue is { } outputDue && outputDue - now() < wait)
        {
            wait = outputDue - now();
        }

        // While a retry is due, changes wait for it: the catalog could not be reached a moment ago.
        await (_retryDue > TimeSpan.Zero ? _hurry.WaitAsync(wait, stopping) : WaitForChangeAsync(seen, wait, stopping));
    }

    private async ValueTask WaitForChangeAsync(long seen, TimeSpan max, CancellationToken stopping) =>
        await local.WaitForChangeAsync(seen, max, time, stopping);

    private async ValueTask<RpcError?> SendAsync(SyncStep step, CancellationToken cancellationToken) =>
        step switch
        {
            SyncStep.Register register => (
                await link.CallAsync(ServerMethods.CatalogRegister, register.Request, cancellationToken)
            ).Error,
            SyncStep.RemoveService remove => (
                await link.CallAsync(ServerMethods.CatalogDeregister, remove.Request, cancellationToken)
            ).Error,
            SyncStep.RemoveCheck remove => (
                await link.CallAsync(ServerMethods.CatalogDeregister, remove.Request, cancellationToken)
            ).Error,
            _ => throw new Foundation.InvariantException($"no step is a {step.GetType().Name}"),
        };

    private void Settle(SyncStep step, bool isRefused)
    {
        switch (step)
        {
            case SyncStep.Register register:
                local.Change(view => Settled(view, register, isRefused));
                break;
            case SyncStep.RemoveService remove:
                local.Change(view => view.Forget(remove.Service));
                break;
            case SyncStep.RemoveCheck remove:
                local.Change(view => view.Forget(remove.Check));
                break;
        }

        if (!isRefused)
        {
            LogSynced(logger, step is SyncStep.Register ? "Synced" : "Deregistered", Describe(step));
        }
    }

    private static LocalView Settled(LocalView view, SyncStep.Register register, bool isRefused)
    {
        var settled = register.Service is { } service ? view.Settle(service) : view;
        settled = register.Checks.Aggregate(settled, static (rest, check) => rest.Settle(check));
        // A service that may not be registered says nothing about the node, which may.
        var isAboutNode = !isRefused || register is { Service: null, Checks: [] };
        return settled.IsNodeInSync || !isAboutNode ? settled : settled with { IsNodeInSync = true };
    }

    private static string Describe(SyncStep step) =>
        step switch
        {
            SyncStep.Register { Service: { } service } => $"service={service.Service.ID}",
            SyncStep.Register { Checks: [var check, ..] } => $"check={check.Check.CheckID}",
            SyncStep.RemoveService remove => $"service={remove.Service.Service.ID}",
            SyncStep.RemoveCheck remove => $"check={remove.Check.Check.CheckID}",
            _ => "node info",
        };

    [LoggerMessage(EventId = 11201, Level = LogLevel.Information, Message = "{Verb} {What}")]
    private static partial void LogSynced(ILogger logger, string verb, string what);

    [LoggerMessage(
        EventId = 11203,
        Level = LogLevel.Warning,
        Message = "The catalog refuses what the agent says, it is not sent again until it changes: {What} error={Fault}"
    )]
    private static partial void LogRefused(ILogger logger, string what, string fault);

    [LoggerMessage(EventId = 11204, Level = LogLevel.Error, Message = "failed to sync remote state: error={Fault}")]
    private static partial void LogFailed(ILogger logger, string fault);
}
