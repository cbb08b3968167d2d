using Praetor.Agent.Local;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;
using Xunit;

namespace Praetor.Agent.Tests.AntiEntropy;

public sealed class AntiEntropyLoopTests
{
    private readonly AntiEntropySimulation _simulation = new(seed: 1);

    [Fact]
    public void The_node_is_registered_at_once()
    {
        _simulation.Run(
            async () =>
            {
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                Assert.Equal("r1", _simulation.Catalog.Node!.Meta!["rack"]);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    [Fact]
    public void A_service_goes_together_with_its_checks()
    {
        _simulation.Run(
            async () =>
            {
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                _simulation.Catalog.Requests.Clear();
                _simulation.Local.Change(view =>
                    view.With(new ServiceEntry { Service = AntiEntropySimulation.Service("web"), Token = "t" })
                        .With(new CheckEntry { Check = AntiEntropySimulation.Check("c1", "web"), Token = "t" })
                        .With(new CheckEntry { Check = AntiEntropySimulation.Check("c2", "web"), Token = "t" })
                );
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));

                var request = Assert.IsType<RegisterRequest>(Assert.Single(_simulation.Catalog.Requests));
                Assert.Equal("web", request.Service!.ID);
                Assert.Equal(["c1", "c2"], request.Checks!.Select(check => check.CheckID));
                Assert.True(request.SkipNodeUpdate);
                Assert.Equal("t", request.Token);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    [Fact]
    public void A_leader_that_appears_late_is_found_soon()
    {
        _simulation.Catalog.FailureShare = 1;
        _simulation.Catalog.FailsWith = RpcErrorKind.NoLeader;
        _simulation.Run(
            async () =>
            {
                await _simulation.WaitAsync(TimeSpan.FromMilliseconds(300));
                _simulation.Catalog.FailureShare = 0;
                await _simulation.WaitAsync(TimeSpan.FromMilliseconds(700));
                Assert.NotNull(_simulation.Catalog.Node);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    [Fact]
    public void Another_leader_is_told_soon_also_what_the_catalog_has_lost_and_also_after_a_failure()
    {
        _simulation.Run(
            async () =>
            {
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                _simulation.Catalog.Node = null;
                await _simulation.WaitAsync(TimeSpan.FromSeconds(3));
                Assert.Null(_simulation.Catalog.Node);
                _simulation.Loop.CompareSoon();
                await _simulation.WaitAsync(TimeSpan.FromSeconds(2));
                Assert.NotNull(_simulation.Catalog.Node);

                _simulation.Catalog.FailureShare = 1;
                _simulation.Loop.CompareSoon();
                await _simulation.WaitAsync(TimeSpan.FromSeconds(2));
                _simulation.Catalog.FailureShare = 0;
                _simulation.Catalog.Node = null;
                _simulation.Loop.CompareSoon();
                await _simulation.WaitAsync(TimeSpan.FromSeconds(2));
                Assert.NotNull(_simulation.Catalog.Node);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    [Fact]
    public void A_change_of_output_alone_waits_and_a_change_of_status_does_not()
    {
        _simulation.Local.Change(static view =>
            view.With(new CheckEntry { Check = AntiEntropySimulation.Check("c", "", HealthStatus.Passing) })
        );
        _simulation.Run(
            async () =>
            {
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                Report(HealthStatus.Passing, "later");
                await _simulation.WaitAsync(TimeSpan.FromSeconds(10));
                Assert.Equal("", _simulation.Catalog.Checks["c"].Output);

                await _simulation.WaitAsync(TimeSpan.FromSeconds(25));
                Assert.Equal("later", _simulation.Catalog.Checks["c"].Output);

                Report(HealthStatus.Critical, "at once");
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                Assert.Equal("at once", _simulation.Catalog.Checks["c"].Output);
            },
            TimeSpan.FromMinutes(5)
        );
    }

    [Fact]
    public void Nothing_is_sent_while_changes_are_made_together()
    {
        _simulation.Run(
            async () =>
            {
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                using (_simulation.Local.Pause())
                {
                    _simulation.Local.Change(static view =>
                        view.With(new ServiceEntry { Service = AntiEntropySimulation.Service("web") })
                    );
                    await _simulation.WaitAsync(TimeSpan.FromMinutes(5));
                    Assert.Empty(_simulation.Catalog.Services);
                }

                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                Assert.True(_simulation.Catalog.Services.ContainsKey("web"));
            },
            TimeSpan.FromMinutes(10)
        );
    }

    [Fact]
    public void What_the_catalog_refuses_does_not_keep_other_things_from_it()
    {
        _simulation.Catalog.Refused.Add("a");
        _simulation.Local.Change(static view =>
            view.With(new ServiceEntry { Service = AntiEntropySimulation.Service("a") })
                .With(new ServiceEntry { Service = AntiEntropySimulation.Service("b") })
        );
        _simulation.Run(
            async () =>
            {
                await _simulation.WaitAsync(TimeSpan.FromSeconds(5));
                Assert.Equal(["b"], _simulation.Catalog.Services.Keys);
                Assert.Single(
                    _simulation.Catalog.Requests.OfType<RegisterRequest>(),
                    request => request.Service?.ID == "a"
                );
            },
            TimeSpan.FromMinutes(1)
        );
    }

    [Fact]
    public void The_catalogs_tags_win_where_the_service_allows_it()
    {
        _simulation.Local.Change(static view =>
            view.With(
                new ServiceEntry
                {
                    Service = AntiEntropySimulation.Service("web", tagOverride: true) with { Tags = ["own"] },
                }
            )
        );
        _simulation.Run(
            async () =>
            {
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                _simulation.Catalog.Services["web"] = _simulation.Catalog.Services["web"] with { Tags = ["theirs"] };
                await _simulation.WaitAsync(TimeSpan.FromMinutes(3));
                Assert.Equal(["theirs"], _simulation.Local.View.Service("web")!.Service.Tags!);
                Assert.Equal(["theirs"], _simulation.Catalog.Services["web"].Tags!);
            },
            TimeSpan.FromMinutes(10)
        );
    }

    [Fact]
    public void A_service_that_is_gone_takes_its_checks_along_in_one_request()
    {
        _simulation.Local.Change(static view =>
            view.With(new ServiceEntry { Service = AntiEntropySimulation.Service("web") })
                .With(new CheckEntry { Check = AntiEntropySimulation.Check("c1", "web") })
                .With(new CheckEntry { Check = AntiEntropySimulation.Check("c2", "web") })
        );
        _simulation.Run(
            async () =>
            {
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                _simulation.Catalog.Requests.Clear();
                _simulation.Local.Change(static view => view.WithoutService("web"));
                await _simulation.WaitAsync(TimeSpan.FromSeconds(1));
                Assert.IsType<DeregisterRequest>(Assert.Single(_simulation.Catalog.Requests));
                Assert.Empty(_simulation.Catalog.Checks);
                Assert.Empty(_simulation.Local.View.Checks);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    private void Report(string status, string output) =>
        _simulation.Local.Change(view =>
            view.WithResult("c", null, status, output, _simulation.World.Now, TimeSpan.FromSeconds(30))
        );
}
