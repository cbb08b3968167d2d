using Praetor.Agent.Local;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Checks;

/// <summary>
/// Follows, for each alias check, the health of the service it stands for on this node. One loop looks again whenever
/// something of the local state changed.
/// </summary>
internal sealed class AliasChecks(LocalState local, CheckRunner runner, TimeProvider time)
{
    /// <summary>Follows until stopping.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var view = local.View;
        while (true)
        {
            foreach (var entry in view.LiveChecks)
            {
                if (entry.Type is { } type && CheckKinds.Of(type) == CheckKind.Alias)
                {
                    var (status, output) = ResultOf(view, entry.Check.CheckID, type);
                    runner.Publish(entry.Check.CheckID, entry.Registration, status, output, runner.Now);
                }
            }

            view = await local.WaitForChangeAsync(view.Version, TimeSpan.MaxValue, time, stopping);
        }
    }

    /// <summary>How the service an alias stands for is: the worst of its checks and the node's.</summary>
    internal static ProbeResult ResultOf(LocalView view, string aliasId, CheckType type)
    {
        if (type.AliasService.Length > 0 && view.Service(type.AliasService) is null)
        {
            return new ProbeResult(
                HealthStatus.Critical,
                $"Service {type.AliasService} could not be found on node {type.AliasNode}"
            );
        }

        var result = new ProbeResult(HealthStatus.Passing, "No checks found.");
        foreach (var other in view.LiveChecks)
        {
            var check = other.Check;
            // An alias that looked at itself would never recover.
            if (check.CheckID == aliasId || (check.ServiceID.Length > 0 && check.ServiceID != type.AliasService))
            {
                continue;
            }

            if (check.Status is HealthStatus.Critical or HealthStatus.Warning)
            {
                var failing = new ProbeResult(check.Status, $"Aliased check \"{check.Name}\" failing: {check.Output}");
                if (check.Status == HealthStatus.Critical)
                {
                    return failing;
                }

                result = failing;
            }
            else if (result.Status == HealthStatus.Passing)
            {
                result = new ProbeResult(HealthStatus.Passing, "All checks passing.");
            }
        }

        return result;
    }
}
