using System.Text.Json;
using Praetor.Agent.Membership;
using Xunit;

namespace Praetor.Agent.Tests.Membership;

/// <summary>
/// Goal: agents of Consul take us for one of theirs. Method: our tags beside those that servers of Consul 1.16.4 told each
/// other, where the ports of gRPC, which we do not open yet, are left out.
/// </summary>
public sealed class MemberTagsTests
{
    private static readonly List<(string Pool, SortedList<string, string> Tags)> Captured = [.. Load()];

    [Fact]
    public void A_server_says_of_itself_what_one_of_Consul_says()
    {
        var config = AgentConfigs.Server("acl { enabled = true }", "-bootstrap-expect=3");

        Assert.Equal(CapturedServer("lan", "dc1"), Comparable(MemberTags.InDatacenter(config, AgentConfigs.NodeId)));
        Assert.Equal(
            CapturedServer("wan", "dc1"),
            Comparable(MemberTags.BetweenDatacenters(config, AgentConfigs.NodeId))
        );
    }

    [Fact]
    public void A_server_that_bootstraps_says_so()
    {
        var config = AgentConfigs.Server("acl { enabled = true }", "-bootstrap", "-datacenter=dc2");

        Assert.Equal(
            CapturedServer("wan", "dc2"),
            Comparable(MemberTags.BetweenDatacenters(config, AgentConfigs.NodeId))
        );
    }

    [Fact]
    public void A_server_outside_the_pool_between_datacenters_has_no_port_for_it()
    {
        var config = AgentConfigs.Server("ports { serf_wan = -1 }");
        var tags = MemberTags.InDatacenter(config, AgentConfigs.NodeId);

        Assert.False(tags.ContainsKey("wan_join_port"));
        Assert.Equal("0", tags["acls"]);
    }

    [Fact]
    public void The_tags_fit_into_what_a_member_may_say_of_itself()
    {
        var config = AgentConfigs.Server("", "-bootstrap-expect=101", "-datacenter=" + new string('d', 64));
        var bytes = MemberTags
            .InDatacenter(config, AgentConfigs.NodeId)
            .Sum(static it => it.Key.Length + it.Value.Length + 4);

        // memberlist's limit for what a member says of itself.
        Assert.InRange(bytes, 1, 512);
    }

    [Fact]
    public void Members_of_Consul_are_admitted_to_the_pools_they_were_in()
    {
        var lan = new LanAdmission("dc1", "x", "other-id");
        foreach (var (pool, tags) in Captured)
        {
            var member = Members.Of("m", tags);
            Assert.True(pool == "lan" ? lan.Admits(member) : WanAdmission.Admits(member), string.Join(' ', tags));
        }
    }

    private static SortedList<string, string> CapturedServer(string pool, string datacenter) =>
        Comparable(
            Captured.First(it => it.Pool == pool && it.Tags["role"] == "consul" && it.Tags["dc"] == datacenter).Tags
        );

    private static SortedList<string, string> Comparable(SortedList<string, string> tags)
    {
        var comparable = new SortedList<string, string>(tags, StringComparer.Ordinal) { ["id"] = "", ["build"] = "" };
        comparable.Remove("grpc_port");
        comparable.Remove("grpc_tls_port");
        return comparable;
    }

    private static IEnumerable<(string, SortedList<string, string>)> Load()
    {
        using var stream = typeof(MemberTagsTests).Assembly.GetManifestResourceStream("member-tags.jsonl")!; // Embedded.
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            yield return (
                row.RootElement.GetProperty("pool").GetString()!, // Every row has one.
                new SortedList<string, string>(
                    row.RootElement.GetProperty("tags")
                        .EnumerateObject()
                        .ToDictionary(static it => it.Name, static it => it.Value.GetString()!), // Texts all.
                    StringComparer.Ordinal
                )
            );
        }
    }
}
