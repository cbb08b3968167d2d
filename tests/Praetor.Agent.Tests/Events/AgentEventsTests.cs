using Microsoft.Extensions.Logging;
using Praetor.Agent.Events;
using Praetor.Agent.Local;
using Praetor.Gossip.Serf;
using Praetor.Model.Catalog;
using Praetor.Model.Events;
using Praetor.Model.Rpc;
using Praetor.TestKit.Ids;
using Praetor.TestKit.Logging;
using Praetor.TestKit.Simulation;
using Xunit;

namespace Praetor.Agent.Tests.Events;

public sealed class AgentEventsTests : IServerLink, IDisposable
{
    private readonly SimWorld _world = new(seed: 5);
    private readonly LocalState _local = new();
    private readonly LogRecorder _log = new();
    private readonly List<EventFireRequest> _asked = [];
    private readonly AgentEvents _events;
    private int _leaderChanges;
    private ulong _time = 1;

    public AgentEventsTests()
    {
        _events = new AgentEvents(
            "web-1",
            _local,
            this,
            () => _leaderChanges++,
            new EventSeams(_world, new SeededIdSource(_world.Random)),
            _log.CreateLogger<AgentEvents>()
        );
        Offer("web", "v1", "blue");
    }

    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("web", "", "", true)]
    [InlineData("^eb", "", "", false)]
    [InlineData("db|-1$", "", "", true)]
    [InlineData("^[[:alpha:]]+-[0-9]$", "", "", true)]
    [InlineData("", "we", "", true)]
    [InlineData("", "db", "", false)]
    [InlineData("", "web", "lu", true)]
    [InlineData("", "web", "^lu", false)]
    [InlineData("db", "web", "blue", false)]
    [InlineData("[", "", "", false)]
    [InlineData("", "[", "", false)]
    [InlineData("", "web", "[", false)]
    public void Only_those_heed_an_event_whom_its_filters_find(string node, string service, string tag, bool heeds)
    {
        Tell(
            new UserEvent
            {
                NodeFilter = node,
                ServiceFilter = service,
                TagFilter = tag,
            }
        );

        Assert.Equal(heeds ? 1 : 0, Names().Count);
    }

    [Fact]
    public void A_tag_counts_only_on_a_service_that_is_meant()
    {
        Offer("db", "primary");

        Tell(new UserEvent { ServiceFilter = "^web$", TagFilter = "primary" });
        Assert.Empty(Names());

        Tell(new UserEvent { ServiceFilter = "^db$", TagFilter = "primary" });
        Assert.Single(Names());
    }

    [Fact]
    public void An_event_that_is_told_again_stands_there_once()
    {
        var it = new UserEvent { ID = "4b25c66e-0c2c-4d35-8f6b-6a0f3df0c6a1", Name = "once" };
        Tell(it);
        Tell(it);

        Assert.Equal(["once"], Names());
    }

    [Fact]
    public void The_newest_256_are_kept_in_their_order()
    {
        for (var i = 0; i < 300; i++)
        {
            Tell(new UserEvent { Name = $"e{i}" });
        }

        Assert.Equal(Enumerable.Range(44, 256).Select(i => $"e{i}"), Names());
    }

    [Fact]
    public void What_cannot_be_understood_is_read_over()
    {
        _events.Receive(new SerfEvent.User(1, "consul:event:x", null, Coalesces: false));
        _events.Receive(new SerfEvent.User(2, "consul:event:x", [1, 2, 3], Coalesces: false));
        _events.Receive(new SerfEvent.User(3, "deploy", [1], Coalesces: false));
        _events.Receive(new SerfEvent.User(4, "consul:other", null, Coalesces: false));
        Tell(new UserEvent { Name = "newer", Version = 2 });

        Assert.Empty(Names());
        Assert.Equal(3, _log.Lines.Count(static it => it.Level == LogLevel.Warning));
    }

    [Fact]
    public void Word_of_another_leader_is_passed_on_and_no_event_of_a_user()
    {
        _events.Receive(new SerfEvent.User(1, "consul:new-leader", "s2"u8.ToArray(), Coalesces: false));
        _events.Receive(new SerfEvent.User(2, "consul:new-leader", null, Coalesces: false));

        Assert.Equal(2, _leaderChanges);
        Assert.Empty(Names());
        Assert.Contains(_log.Lines, static it => it.Text == "New leader elected: payload=s2");
    }

    [Fact]
    public void An_event_is_fired_by_a_server_in_the_form_of_the_pool() =>
        Run(async () =>
        {
            var wanted = new UserEvent { Name = "deploy", Payload = [1, 2] };
            var result = await _events.FireAsync(wanted, "dc2", "secret", CancellationToken.None);

            var request = Assert.Single(_asked);
            Assert.Equal(
                ("deploy", "dc2", "secret", true),
                (request.Name, request.Datacenter, request.Token, request.AllowStale)
            );
            var fired = UserEventCodec.Decode(request.Payload, 0);
            Assert.Equal(fired.ID, result.Value.ID);
            Assert.True(Guid.TryParseExact(fired.ID, "D", out _));
            Assert.Equal(("deploy", 1, 0UL), (fired.Name, fired.Version, result.Value.LTime));
            Assert.Equal([1, 2], fired.Payload!);
        });

    [Theory]
    [InlineData("", "", "a", "Cannot provide tag filter without service filter")]
    [InlineData("[bad", "", "", "Invalid node filter: error parsing regexp: missing closing ]: `[bad`")]
    [InlineData("", "(bad", "", "Invalid service filter: error parsing regexp: missing closing ): `(bad`")]
    [InlineData(
        "",
        "a",
        "*bad",
        "Invalid tag filter: error parsing regexp: missing argument to repetition operator: `*`"
    )]
    public void Filters_that_cannot_be_read_are_refused_before_anybody_is_asked(
        string node,
        string service,
        string tag,
        string words
    ) =>
        Run(async () =>
        {
            var wanted = new UserEvent
            {
                NodeFilter = node,
                ServiceFilter = service,
                TagFilter = tag,
            };
            var result = await _events.FireAsync(wanted, "dc1", "", CancellationToken.None);

            Assert.Equal(words, result.Error?.Text);
            Assert.Empty(_asked);
        });

    [Fact]
    public void Who_waits_is_woken_by_the_event_he_waits_for_and_by_no_other() =>
        Run(async () =>
        {
            Tell(new UserEvent { Name = "deploy" });
            var seen = await ListAsync("deploy", 0);
            var waiting = ListAsync("deploy", EventIndex.Of(seen), seconds: 60);

            await PassAsync(1);
            Tell(new UserEvent { Name = "other" });
            await PassAsync(1);
            Assert.False(waiting.IsCompleted);

            Tell(new UserEvent { Name = "deploy" });
            await PassAsync(1);
            Assert.Equal(2, (await waiting).Count);
        });

    [Fact]
    public void Who_waits_gets_what_there_is_when_the_time_is_up() =>
        Run(async () =>
        {
            var began = _world.GetTimestamp();
            Assert.Empty(await ListAsync("deploy", 1, seconds: 30));
            Assert.Equal(TimeSpan.FromSeconds(30), _world.GetElapsedTime(began));

            Tell(new UserEvent { Name = "deploy" });
            Assert.Single(await ListAsync("deploy", 1, seconds: 30));
            Assert.Equal(TimeSpan.FromSeconds(30), _world.GetElapsedTime(began));
        });

    [Fact]
    public void Nobody_waits_longer_than_the_agent_lives() =>
        Run(async () =>
        {
            var waiting = ListAsync("deploy", 1, seconds: 600);
            await PassAsync(1);
            _events.EndWaits();
            await PassAsync(1);

            Assert.Empty(await waiting);
            Assert.Empty(await ListAsync("deploy", 1, seconds: 600));
        });

    [Theory]
    [InlineData("c783840b-cbb4-2959-c747-f169c854614f", 55298159267563542)] // recorded
    [InlineData("675911e0-4d14-253d-d8dc-f2bf44405694", 13800686630464680873)]
    [InlineData("none", 1)]
    public void The_index_is_made_of_the_last_events_UUID(string id, ulong index)
    {
        Assert.Equal(index, EventIndex.Of([new UserEvent { ID = "other" }, new UserEvent { ID = id }]));
        Assert.Equal(1UL, EventIndex.Of([]));
    }

    public ValueTask<RpcResult<TReply>> CallAsync<TRequest, TReply>(
        RpcMethod<TRequest, TReply> method,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        _asked.Add(Assert.IsType<EventFireRequest>(request));
        return ValueTask.FromResult(RpcResult.Of((TReply)(object)new EventFireResponse()));
    }

    public void Dispose() => _log.Dispose();

    private void Offer(string name, params string[] tags) =>
        _local.Change(view =>
            view.With(
                new ServiceEntry
                {
                    Service = new NodeService
                    {
                        ID = name,
                        Service = name,
                        Tags = tags,
                    },
                    Token = "",
                    Source = EntrySource.Api,
                }
            )
        );

    private void Tell(UserEvent it)
    {
        var whole = it with
        {
            ID = it.ID.Length > 0 ? it.ID : new SeededIdSource(_world.Random).NewUuid(),
            Version = Math.Max(it.Version, 1),
        };
        _events.Receive(
            new SerfEvent.User(++_time, "consul:event:" + it.Name, UserEventCodec.Encode(whole), Coalesces: false)
        );
    }

    private IReadOnlyList<string> Names()
    {
        IReadOnlyList<UserEvent> events = [];
        Run(async () => events = await _events.ListAsync(static _ => true, 0, TimeSpan.Zero, CancellationToken.None));
        return [.. events.Select(static it => it.Name)];
    }

    private async Task<IReadOnlyList<UserEvent>> ListAsync(string name, ulong index, int seconds = 0) =>
        await _events.ListAsync(it => it.Name == name, index, TimeSpan.FromSeconds(seconds), CancellationToken.None);

    private Task PassAsync(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), _world, CancellationToken.None);

    private void Run(Func<Task> scenario) => _world.Run(scenario, TimeSpan.FromHours(1));
}
