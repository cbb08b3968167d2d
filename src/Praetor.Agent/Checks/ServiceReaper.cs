using Microsoft.Extensions.Logging;
using Praetor.Agent.Local;
using Praetor.Agent.Registration;

namespace Praetor.Agent.Checks;

/// <summary>Removes, every half minute, the services that have been critical for longer than their definitions bear.</summary>
internal sealed partial class ServiceReaper(
    LocalState local,
    Registrar registrar,
    CheckRunner runner,
    CheckSettings settings,
    TimeProvider time,
    ILogger<ServiceReaper> logger
)
{
    /// <summary>Removes until stopping.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            await Task.Delay(settings.ReapInterval, time, stopping);
            foreach (var id in CriticalServices.Overdue(local.View, settings, runner.Now))
            {
                if (await registrar.DeregisterServiceAsync(id, stopping) is { } fault)
                {
                    LogNotRemoved(logger, id, fault.Text);
                }
                else
                {
                    LogRemoved(logger, id);
                }
            }
        }
    }

    [LoggerMessage(
        EventId = 11303,
        Level = LogLevel.Information,
        Message = "Service has been critical for too long and is deregistered: service={Service}"
    )]
    private static partial void LogRemoved(ILogger logger, string service);

    [LoggerMessage(
        EventId = 11304,
        Level = LogLevel.Error,
        Message = "Service has been critical for too long, but can't be deregistered: service={Service} error={Fault}"
    )]
    private static partial void LogNotRemoved(ILogger logger, string service, string fault);
}
