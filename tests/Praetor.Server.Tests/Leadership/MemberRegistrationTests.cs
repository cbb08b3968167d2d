using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Consensus;
using Praetor.Consensus.Log;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Wire;
using Praetor.Model.Catalog;
using Praetor.Server.Commands;
using Praetor.Server.Endpoints;
using Praetor.Server.Leadership;
using Praetor.State;
using Praetor.TestKit.Clocks;
using Xunit;

namespace Praetor.Server.Tests.Leadership;

/// <summary>
/// Goal: the catalog says of members what Consul's says, and once it does nothing more is written. Method: registrations that
/// a leader of Consul 1.16.4 wrote, beside ours for the same members; and ours applied to a state.
/// </summary>
public sealed class MemberRegistrationTests
{
    private readonly StateStore _store = new();
    private readonly ServerStateMachine _machine;
    private ulong _index;

    public MemberRegistrationTests() =>
        _machine = new ServerStateMachine(
            _store,
            new LockDelays(new ManualClock()),
            NullLogger<ServerStateMachine>.Instance
        );

    [Fact]
    public void Members_are_registered_as_Consul_registers_them()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Captures", "member-registrations.jsonl");
        var count = 0;
        foreach (var line in File.ReadLines(file))
        {
            using var row = JsonDocument.Parse(line);
            var it = row.RootElement;
            var member = new SerfMember(
                Text(it, "name"),
                IPAddress.Parse(Text(it, "address")),
                8301,
                MemberStatus.Alive
            )
            {
                Tags = it.GetProperty("tags")
                    .EnumerateObject()
                    .ToDictionary(static tag => tag.Name, static tag => tag.Value.GetString()!),
                Versions = ProtocolVersions.Serf,
            };
            var captured = WireRecords.Decode<RegisterRequest>(Convert.FromHexString(Text(it, "hex")).AsSpan(1));

            var ours = MemberRegistration.Alive(_store.Snapshot(), member, "dc1")!; // Nobody is known.
            // Encoded again, since Go's maps have no order.
            Assert.Equal(Hex(captured), Hex(ours));
            count++;
        }

        Assert.True(count >= 5, $"only {count}");
    }

    [Theory]
    [InlineData("consul")]
    [InlineData("node")]
    public void What_is_written_once_is_not_written_again(string role)
    {
        var member = Member(role);
        Write(MemberRegistration.Alive(_store.Snapshot(), member, "dc1"));

        Assert.Null(MemberRegistration.Alive(_store.Snapshot(), member, "dc1"));
        var known = _store.Snapshot().NodeServices(null, "m").Value!;
        Assert.Equal(role == "consul" ? ["consul"] : [], known.Services!.Keys);
        Assert.Equal(HealthStatus.Passing, Health());
    }

    [Fact]
    public void A_member_that_moved_is_written_once_with_its_new_address()
    {
        Write(MemberRegistration.Alive(_store.Snapshot(), Member("node"), "dc1"));
        var moved = Member("node", address: "10.0.0.2");
        Write(MemberRegistration.Alive(_store.Snapshot(), moved, "dc1"));

        Assert.Equal("10.0.0.2", _store.Snapshot().Node(null, "m").Value!.Address);
        Assert.Null(MemberRegistration.Alive(_store.Snapshot(), moved, "dc1"));
    }

    [Theory]
    [InlineData("port", "8400")]
    [InlineData("build", "1.17.0:abc")]
    [InlineData("raft_vsn", "4")]
    [InlineData("nonvoter", "1")]
    [InlineData("grpc_port", "8502")]
    public void A_server_that_says_something_else_is_written_once_and_keeps_what_its_agent_said(
        string tag,
        string value
    )
    {
        Write(MemberRegistration.Alive(_store.Snapshot(), Member("consul"), "dc1"));
        Apply(
            new RegisterRequest
            {
                Node = "m",
                ID = Id,
                Address = "10.0.0.1",
                TaggedAddresses = new SortedList<string, string> { ["wan"] = "1.2.3.4" },
            }
        );
        var changed = Member("consul", tags => tags[tag] = value);
        Write(MemberRegistration.Alive(_store.Snapshot(), changed, "dc1"));

        Assert.Null(MemberRegistration.Alive(_store.Snapshot(), changed, "dc1"));
        Assert.Equal("1.2.3.4", _store.Snapshot().Node(null, "m").Value!.TaggedAddresses!["wan"]);
    }

    [Fact]
    public void A_member_that_failed_is_critical_until_it_is_back()
    {
        var member = Member("consul");
        Assert.Null(MemberRegistration.Failed(_store.Snapshot(), member, "dc1"));
        Write(MemberRegistration.Alive(_store.Snapshot(), member, "dc1"));
        Write(MemberRegistration.Failed(_store.Snapshot(), member, "dc1"));

        Assert.Equal(HealthStatus.Critical, Health());
        Assert.Equal(["consul"], _store.Snapshot().NodeServices(null, "m").Value!.Services!.Keys);
        Assert.Null(MemberRegistration.Failed(_store.Snapshot(), member, "dc1"));
        Write(MemberRegistration.Alive(_store.Snapshot(), member, "dc1"));
        Assert.Equal(HealthStatus.Passing, Health());
    }

    [Fact]
    public void A_failed_member_says_nothing_of_another_node_of_its_name()
    {
        Write(MemberRegistration.Alive(_store.Snapshot(), Member("node"), "dc1"));

        var other = Member("node", static tags => tags["id"] = "00000000-0000-4000-8000-000000000009");
        Assert.Null(MemberRegistration.Failed(_store.Snapshot(), other, "dc1"));
    }

    [Fact]
    public void Only_what_is_there_is_taken_out()
    {
        Assert.Null(MemberRegistration.Gone(_store.Snapshot(), "m", "dc1"));
        Write(MemberRegistration.Alive(_store.Snapshot(), Member("node"), "dc1"));
        Assert.Equal("m", MemberRegistration.Gone(_store.Snapshot(), "m", "dc1")!.Node);
    }

    [Theory]
    [InlineData("consul", "dc1", true)]
    [InlineData("node", "dc1", true)]
    [InlineData("node", "dc2", false)]
    [InlineData("other", "dc1", false)]
    public void The_catalog_is_concerned_with_agents_of_its_datacenter(string role, string datacenter, bool concerns) =>
        Assert.Equal(concerns, MemberRegistration.IsAgentOf(Member(role, tags => tags["dc"] = datacenter), "dc1"));

    private const string Id = "00000000-0000-4000-8000-000000000001";

    private static SerfMember Member(
        string role,
        Action<SortedList<string, string>>? change = null,
        string address = "10.0.0.1"
    )
    {
        var tags = new SortedList<string, string>(StringComparer.Ordinal)
        {
            ["role"] = role,
            ["dc"] = "dc1",
            ["id"] = Id,
            ["build"] = "1.16.4:",
            ["port"] = "8300",
            ["raft_vsn"] = "3",
        };
        change?.Invoke(tags);
        return new SerfMember("m", IPAddress.Parse(address), 8301, MemberStatus.Alive)
        {
            Tags = tags,
            Versions = ProtocolVersions.Serf,
        };
    }

    private string? Health() =>
        _store
            .Snapshot()
            .NodeChecks(null, "m")
            .Value.Single(static it => it.CheckID == MemberRegistration.SerfHealth)
            .Status;

    private void Write(RegisterRequest? wanted)
    {
        Assert.NotNull(wanted);
        Apply(Registration.Complete(wanted).Value);
    }

    private void Apply(RegisterRequest request) =>
        _machine.Apply(
            new LogEntry
            {
                Index = new LogIndex(++_index),
                Term = new Term(1),
                Type = LogEntryType.Command,
                Data = Command.Encode(CommandType.Register, request).ToArray(),
            }
        );

    private static string Hex(RegisterRequest request) => Convert.ToHexString(WireRecords.Encode(request));

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!; // Every row has it.
}
