using Praetor.Agent.Checks;
using Praetor.Agent.Local;
using Praetor.Agent.Tests.AntiEntropy;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Xunit;

namespace Praetor.Agent.Tests.Checks;

public sealed class AliasChecksTests
{
    private static readonly CheckType AliasOfWeb = new() { AliasService = "web" };

    [Fact]
    public void An_alias_of_an_unknown_service_is_critical() =>
        Assert.Equal(
            new ProbeResult(HealthStatus.Critical, "Service web could not be found on node "),
            AliasChecks.ResultOf(LocalView.Empty, "alias", AliasOfWeb)
        );

    [Fact]
    public void An_alias_is_as_bad_as_the_worst_check_of_the_service_or_the_node()
    {
        var view = LocalView.Empty.With(new ServiceEntry { Service = AntiEntropySimulation.Service("web") });
        Assert.Equal(
            new ProbeResult(HealthStatus.Passing, "No checks found."),
            AliasChecks.ResultOf(view, "alias", AliasOfWeb)
        );

        view = With(view, "web-check", "web", HealthStatus.Passing);
        Assert.Equal(
            new ProbeResult(HealthStatus.Passing, "All checks passing."),
            AliasChecks.ResultOf(view, "alias", AliasOfWeb)
        );

        view = With(view, "other-check", "other", HealthStatus.Critical);
        view = With(view, "node-check", "", HealthStatus.Warning);
        Assert.Equal(HealthStatus.Warning, AliasChecks.ResultOf(view, "alias", AliasOfWeb).Status);

        view = With(view, "web-check", "web", HealthStatus.Critical);
        Assert.Equal(
            new ProbeResult(HealthStatus.Critical, "Aliased check \"web-check\" failing: "),
            AliasChecks.ResultOf(view, "alias", AliasOfWeb)
        );
    }

    [Fact]
    public void An_alias_that_belongs_to_the_node_does_not_hold_itself_down()
    {
        var view = LocalView.Empty.With(new ServiceEntry { Service = AntiEntropySimulation.Service("web") });
        view = With(view, "alias", "", HealthStatus.Critical);
        Assert.Equal(HealthStatus.Passing, AliasChecks.ResultOf(view, "alias", AliasOfWeb).Status);
    }

    [Fact]
    public void A_service_is_overdue_when_a_check_was_critical_for_longer_than_it_bears_and_a_minute()
    {
        var settings = new CheckSettings
        {
            UpdateInterval = TimeSpan.Zero,
            OutputMax = 1,
            DiscardOutput = false,
            RemovalMin = TimeSpan.FromMinutes(1),
            ReapInterval = TimeSpan.FromSeconds(30),
        };
        var view = LocalView.Empty.With(
            new CheckEntry
            {
                Check = AntiEntropySimulation.Check("c", "web"),
                Type = new CheckType { DeregisterCriticalServiceAfter = GoDuration.FromSeconds(5) },
                CriticalSince = TimeSpan.FromSeconds(100),
            }
        );
        Assert.Empty(CriticalServices.Overdue(view, settings, TimeSpan.FromSeconds(160)));
        Assert.Equal(["web"], CriticalServices.Overdue(view, settings, TimeSpan.FromSeconds(161)));

        var recovered = view.WithResult("c", null, HealthStatus.Passing, "", TimeSpan.FromSeconds(150), TimeSpan.Zero);
        Assert.Empty(CriticalServices.Overdue(recovered, settings, TimeSpan.FromSeconds(1_000)));
    }

    private static LocalView With(LocalView view, string id, string serviceId, string status) =>
        view.With(new CheckEntry { Check = AntiEntropySimulation.Check(id, serviceId, status) });
}
