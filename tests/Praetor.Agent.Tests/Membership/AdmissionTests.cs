using Praetor.Agent.Membership;
using Praetor.Gossip.Serf;
using Xunit;

namespace Praetor.Agent.Tests.Membership;

/// <summary>Who may be in which pool, in Consul's words.</summary>
public sealed class AdmissionTests
{
    private static readonly LanAdmission Lan = new("dc1", "self", "id-self");

    [Fact]
    public void Agents_of_another_datacenter_are_not_joined()
    {
        Assert.Null(Lan.Refuse([Members.Of("a", Members.Agent("id-a"))]));
        Assert.Equal(
            "Member 'b' part of wrong datacenter 'dc2'",
            Lan.Refuse([Members.Of("a", Members.Agent("id-a")), Members.Of("b", Members.Agent("id-b", "dc2"))])
        );
        Assert.False(Lan.Admits(Members.Of("b", Members.Agent("id-b", ""))));
    }

    [Fact]
    public void Whoever_is_no_agent_of_Consul_passes() =>
        Assert.True(Lan.Admits(Members.Of("serf", new SortedList<string, string> { ["dc"] = "dc2" })));

    [Fact]
    public void Our_own_ID_belongs_to_no_other()
    {
        Assert.Equal(
            "Member 'a' has conflicting node ID 'ID-SELF' with this agent's ID",
            Lan.Refuse([Members.Of("a", Members.Agent("ID-SELF"))])
        );
        Assert.Null(Lan.Refuse([Members.Of("self", Members.Agent("id-self"))]));
    }

    [Fact]
    public void Two_members_have_two_IDs() =>
        Assert.Equal(
            "Member 'b' has conflicting node ID 'id' with member 'a'",
            Lan.Refuse([Members.Of("a", Members.Agent("id")), Members.Of("b", Members.Agent("id"))])
        );

    [Theory]
    [InlineData("1.16.4:", MemberStatus.Left)] // may come back under another name
    [InlineData("0.8.4:abc", MemberStatus.Alive)] // made an ID up each time it started
    [InlineData("", MemberStatus.Alive)]
    [InlineData("dev", MemberStatus.Alive)]
    public void An_ID_that_does_not_last_conflicts_with_none(string build, MemberStatus status) =>
        Assert.Null(
            Lan.Refuse([
                Members.Of("a", Members.Agent("id", build: build), status),
                Members.Of("b", Members.Agent("id", build: build), status),
                Members.Of("c", Members.Agent("id-self", build: build), status),
            ])
        );

    [Theory]
    [InlineData("consul", "8300", "2", "1.16.4:", true)]
    [InlineData("node", "8300", "2", "1.16.4:", false)]
    [InlineData("consul", "none", "2", "1.16.4:", false)]
    [InlineData("consul", "8300", "", "1.16.4:", false)]
    [InlineData("consul", "8300", "2", null, false)]
    public void Only_servers_are_between_datacenters(
        string role,
        string port,
        string version,
        string? build,
        bool isOne
    )
    {
        var tags = new SortedList<string, string>
        {
            ["role"] = role,
            ["port"] = port,
            ["vsn"] = version,
        };
        if (build is not null)
        {
            tags["build"] = build;
        }

        var member = Members.Of("m.dc2", tags);
        Assert.Equal(isOne, WanAdmission.Admits(member));
        Assert.Equal(isOne ? null : "Member 'm.dc2' is not a server", WanAdmission.Refuse([member]));
    }
}
