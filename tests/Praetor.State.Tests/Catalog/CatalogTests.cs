using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Operations;
using Praetor.State.Snapshots;
using Praetor.State.Watches;
using Xunit;

namespace Praetor.State.Tests.Catalog;

public sealed class CatalogTests
{
    private readonly StateStoreTesting _state = new();

    [Fact]
    public void Registering_the_same_again_moves_no_index_and_wakes_nobody()
    {
        _state.Register("n", "web", check: "c");
        using var watch = new WatchSet();
        var now = _state.Now;
        now.CheckServiceNodes(watch, "web");
        now.Nodes(watch);
        now.Services(watch);
        now.NodeChecks(watch, "n");
        Assert.False(watch.Changed.IsCompleted);
        _state.Register("n", "web", check: "c");
        Assert.False(watch.Changed.IsCompleted);
        Assert.Equal((1UL, 1UL), (_state.Now.Nodes(null).Index, _state.Now.CheckServiceNodes(null, "web").Index));
    }

    [Fact]
    public void A_health_query_wakes_for_its_service_only()
    {
        _state.Register("n", "web", check: "web-check");
        _state.Register("n", "db", check: "db-check");
        _state.Register("m", "db");
        using var watch = new WatchSet();
        Assert.Equal(1UL, _state.Now.CheckServiceNodes(watch, "WEB").Index);
        Assert.False(watch.Changed.IsCompleted);
        _state.Register("n", "db", check: "db-check", status: HealthStatus.Critical);
        _state.Register("m", check: "node-check");
        _state.Register("m", "webby");
        _state.Apply(transaction => transaction.DeleteNode("m"));
        Assert.False(watch.Changed.IsCompleted);
        _state.Register("n", check: "node-check", status: HealthStatus.Warning);
        Assert.True(watch.Changed.IsCompletedSuccessfully);
        var (index, instances) = _state.Now.CheckServiceNodes(null, "web");
        Assert.Equal(_state.Index, index);
        Assert.Equal(["node-check", "web-check"], Assert.Single(instances).Checks!.Select(check => check.CheckID));
    }

    [Fact]
    public void Instances_are_found_by_their_own_address()
    {
        _state.Register("n", "web");
        _state.Apply(transaction =>
            transaction.EnsureRegistration(
                new RegisterRequest
                {
                    Node = "n",
                    Address = "10.0.0.1",
                    Service = new NodeService
                    {
                        Service = "db",
                        ID = "db1",
                        Address = "10.9.0.2",
                    },
                }
            )
        );
        var (index, instances) = _state.Now.ServiceNodesAt(null, "10.9.0.2");
        Assert.Equal(_state.Index, index);
        Assert.Equal("db1", Assert.Single(instances).ServiceID);
        Assert.Empty(_state.Now.ServiceNodesAt(null, "10.0.0.1").Value);
    }

    [Fact]
    public void An_instance_is_the_same_object_until_one_of_its_parts_changes()
    {
        _state.Register("n", "web", check: "c");
        var before = Assert.Single(_state.Now.CheckServiceNodes(null, "web").Value);
        _state.Register("n", "db");
        Assert.Same(before, Assert.Single(_state.Now.CheckServiceNodes(null, "web").Value));
        _state.Register("n", "web", check: "c", status: HealthStatus.Warning);
        Assert.NotSame(before, Assert.Single(_state.Now.CheckServiceNodes(null, "web").Value));
    }

    [Fact]
    public void A_missing_service_has_the_index_of_the_last_extinction_or_else_of_the_tables()
    {
        _state.Register("n", "web", check: "c");
        _state.Register("n", "web", check: "c", status: HealthStatus.Warning);
        Assert.Equal(1UL, _state.Now.ServiceNodes(null, "none").Index);
        Assert.Equal(2UL, _state.Now.CheckServiceNodes(null, "none").Index);
        using var watch = new WatchSet();
        _state.Now.CheckServiceNodes(watch, "none");
        Assert.False(watch.Changed.IsCompleted);
        _state.Register("n", "db");
        Assert.False(watch.Changed.IsCompleted);
        _state.Apply(transaction => transaction.DeleteService("n", "web"));
        Assert.True(watch.Changed.IsCompletedSuccessfully);
        _state.Register("n", "db", id: "db2");
        Assert.Equal(4UL, _state.Now.CheckServiceNodes(null, "none").Index);
        Assert.Equal(4UL, _state.Now.CheckServiceNodes(null, "web").Index);
    }

    [Fact]
    public void A_service_under_another_name_leaves_its_old_one()
    {
        _state.Register("n", "web", id: "1", check: "c");
        _state.Register("n", "api", id: "1");
        Assert.Empty(_state.Now.CheckServiceNodes(null, "web").Value);
        Assert.Equal(2UL, _state.Now.CheckServiceNodes(null, "web").Index);
        Assert.Equal("c", Assert.Single(_state.Now.CheckServiceNodes(null, "api").Value[0].Checks!).CheckID);
        Assert.Equal(["api"], _state.Now.Services(null).Value.Keys);
    }

    [Fact]
    public void A_check_needs_its_node_and_service_and_takes_the_service_name()
    {
        Assert.Equal("Missing node registration", Check("n", "").Refusal);
        _state.Register("n", "web");
        Assert.Equal("Missing service registration", Check("n", "ghost").Refusal);
        Assert.True(Check("n", "WEB").IsDone);
        var check = Assert.Single(_state.Now.ServiceChecks(null, "web").Value);
        Assert.Equal(("web", HealthStatus.Critical), (check.ServiceName, check.Status));
    }

    [Fact]
    public void A_check_that_fails_takes_the_whole_registration_with_it()
    {
        Assert.Equal(
            "failed inserting check on node \"n\": failed health check lookup: index error: object is missing a value"
                + " for this index",
            _state.Register("n", "web", check: "").Refusal
        );
        Assert.Empty(_state.Now.Nodes(null).Value);
    }

    [Fact]
    public void Checks_are_found_by_node_service_and_state()
    {
        _state.Register("n", "web", check: "a");
        _state.Register("n", check: "b", status: HealthStatus.Critical);
        _state.Register("m", "web", check: "c", status: HealthStatus.Critical);
        var now = _state.Now;
        Assert.Equal(["a", "b"], now.NodeChecks(null, "N").Value.Select(check => check.CheckID));
        Assert.Equal(["c", "a"], now.ServiceChecks(null, "web").Value.Select(check => check.CheckID));
        Assert.Equal(["c", "b"], now.ChecksInState(null, HealthStatus.Critical).Value.Select(check => check.CheckID));
        Assert.Equal(3, now.ChecksInState(null, HealthStatus.Any).Value.Count);
        Assert.Equal(3UL, now.NodeChecks(null, "n").Index);
    }

    [Fact]
    public void Deregistering_prefers_the_service_then_the_check_then_the_node()
    {
        _state.Register("n", "web", check: "a");
        _state.Register("n", check: "b");
        _state.Apply(transaction =>
            transaction.Deregister(
                new DeregisterRequest
                {
                    Node = "n",
                    ServiceID = "none",
                    CheckID = "b",
                }
            )
        );
        Assert.Equal(2, _state.Now.NodeChecks(null, "n").Value.Count);
        _state.Apply(transaction => transaction.Deregister(new DeregisterRequest { Node = "n", CheckID = "b" }));
        Assert.Single(_state.Now.NodeChecks(null, "n").Value);
        _state.Apply(transaction => transaction.Deregister(new DeregisterRequest { Node = "n", ServiceID = "web" }));
        Assert.Empty(_state.Now.NodeChecks(null, "n").Value);
        Assert.NotNull(Named("n"));
        _state.Apply(transaction => transaction.Deregister(new DeregisterRequest { Node = "n" }));
        Assert.Null(Named("n"));
    }

    [Fact]
    public void Deleting_a_service_moves_the_index_of_the_checks_even_if_it_had_none()
    {
        _state.Register("n", "web", check: "c");
        _state.Register("n", "none");
        Assert.Equal(1UL, _state.Now.NodeChecks(null, "n").Index);
        _state.Apply(transaction => transaction.DeleteService("n", "none"));
        Assert.Equal(3UL, _state.Now.NodeChecks(null, "n").Index);
        Assert.Equal(1UL, _state.Now.ServiceNodes(null, "web").Index);
    }

    [Fact]
    public void The_metadata_of_nodes_narrows_checks_and_then_their_index_is_finer()
    {
        var linux = new SortedList<string, string> { ["os"] = "linux" };
        Tagged("n", "1", [], linux);
        Tagged("m", "2", [], null);
        _state.Register("n", "web", id: "1", check: "a");
        _state.Register("m", "web", id: "2", check: "b");
        _state.Register("m", "db", check: "c");
        using var watch = new WatchSet();
        var (index, checks) = _state.Now.ServiceChecks(watch, "web", linux);
        Assert.Equal((4UL, "a"), (index, Assert.Single(checks).CheckID));
        Assert.False(watch.Changed.IsCompleted);
        _state.Register("o", "db");
        Assert.False(watch.Changed.IsCompleted);
        Tagged("m", "2", [], linux);
        Assert.True(watch.Changed.IsCompletedSuccessfully);
        Assert.Equal(2, _state.Now.ServiceChecks(null, "web", linux).Value.Count);
        Assert.Equal(7UL, _state.Now.ChecksInState(null, HealthStatus.Any, linux).Index);
        Assert.Equal(5UL, _state.Now.ChecksInState(null, HealthStatus.Any).Index);
    }

    [Fact]
    public void Indexes_have_the_names_of_those_in_a_snapshot_of_Consul()
    {
        _state.Register("n", "web", check: "c");
        _state.Register("m", "db");
        _state.Apply(transaction => transaction.DeleteNode("m"));
        Assert.Equal(
            [
                "checks",
                "kind_service_names.typical",
                "nodes",
                "peer.~:checks",
                "peer.~:node.n",
                "peer.~:node_last_extinction",
                "peer.~:nodes",
                "peer.~:service.web",
                "peer.~:service_kind.typical",
                "peer.~:service_last_extinction",
                "peer.~:services",
                "service_kind.typical",
                "services",
            ],
            IndexNames()
        );
    }

    [Fact]
    public void Services_are_listed_with_all_their_tags_and_by_the_metadata_of_their_nodes()
    {
        Tagged("n", "1", ["b", "a"], new SortedList<string, string> { ["os"] = "linux" });
        Tagged("m", "2", ["c", "a"], null);
        Assert.Equal(["a", "b", "c"], _state.Now.Services(null).Value["web"]);
        var linux = new SortedList<string, string> { ["os"] = "linux" };
        Assert.Equal(["a", "b"], _state.Now.Services(null, linux).Value["web"]);
        Assert.Equal("n", Assert.Single(_state.Now.Nodes(null, linux).Value).Name);
        Assert.Equal(["m", "n"], _state.Now.ServiceNodes(null, "web").Value.Select(instance => instance.Node));
    }

    [Fact]
    public void A_connect_query_finds_proxies_and_native_services_and_wakes_when_one_appears()
    {
        using var watch = new WatchSet();
        _state.Register("n", "web");
        _state.Now.CheckConnectServiceNodes(watch, "web");
        Assert.False(watch.Changed.IsCompleted);
        _state.Register("m", "web");
        Assert.False(watch.Changed.IsCompleted);
        _state.Apply(transaction =>
            transaction.EnsureService(
                "n",
                new NodeService
                {
                    ID = "p",
                    Service = "web-proxy",
                    Kind = ServiceKinds.ConnectProxy,
                    Proxy = new() { DestinationServiceName = "web" },
                }
            )
        );
        Assert.True(watch.Changed.IsCompletedSuccessfully);
        var (index, instances) = _state.Now.CheckConnectServiceNodes(null, "web");
        Assert.Equal((_state.Index, "p"), (index, Assert.Single(instances).Service!.ID));
    }

    private IEnumerable<string> IndexNames() =>
        _state
            .Now.EncodeRecords(0)
            .Where(record => record.Span[0] == SnapshotRecordType.Index)
            .Select(record => WireRecords.Decode<IndexEntry>(record.Span[1..]).Key);

    private Node? Named(string name) => _state.Now.Node(null, name).Value;

    private WriteOutcome Check(string node, string service) =>
        _state.Apply(transaction =>
            transaction.EnsureCheck(
                new HealthCheck
                {
                    Node = node,
                    CheckID = "c",
                    ServiceID = service,
                }
            )
        );

    private void Tagged(string node, string id, string[] tags, SortedList<string, string>? meta) =>
        _state.Apply(transaction =>
            transaction.EnsureRegistration(
                new RegisterRequest
                {
                    Node = node,
                    Address = "10.0.0.1",
                    NodeMeta = meta,
                    Service = new NodeService
                    {
                        ID = id,
                        Service = "web",
                        Tags = tags,
                    },
                }
            )
        );
}
