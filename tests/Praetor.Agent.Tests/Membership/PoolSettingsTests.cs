using Praetor.Agent.Configuration;
using Praetor.Agent.Membership;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Swim;
using Xunit;

namespace Praetor.Agent.Tests.Membership;

/// <summary>Every key of gossip reaches the pool it is about, and no other.</summary>
public sealed class PoolSettingsTests
{
    [Fact]
    public void Without_a_word_both_pools_have_the_pace_of_their_kind()
    {
        var (lan, wan) = Of("");

        Assert.Equal(SwimProfile.Lan, lan.Member.Profile);
        Assert.Equal(SwimProfile.Wan, wan.Member.Profile);
        Assert.Equal(("s1", "s1.dc1"), (lan.Member.Name, wan.Member.Name));
        Assert.Equal(("10.0.0.7:8301", "10.0.0.7:8302"), ($"{lan.Member.Address}", $"{wan.Member.Address}"));
        Assert.Equal((8301, 8302), (lan.DefaultPort, wan.DefaultPort));
        Assert.Equal(TimeSpan.FromHours(72), lan.Member.ReconnectTimeout);
        Assert.Equal(TimeSpan.FromHours(72), wan.Member.ReconnectTimeout);
        Assert.Equal(("serf/local.snapshot", "serf/remote.snapshot"), (lan.SnapshotPath, wan.SnapshotPath));
        Assert.False(lan.RejoinsAfterLeave || wan.RejoinsAfterLeave);
        Assert.Empty(lan.AllowedNetworks);
        Assert.True(lan.Layers.VerifiesIncoming && lan.Layers.VerifiesOutgoing);
    }

    [Fact]
    public void Each_pools_pace_is_its_own()
    {
        const string Pace = """
            gossip_nodes = 5, gossip_interval = "11ms", probe_interval = "12ms", probe_timeout = "13ms"
            suspicion_mult = 6, retransmit_mult = 7
            """;
        var paced = SwimProfile.Lan with
        {
            GossipNodes = 5,
            GossipInterval = TimeSpan.FromMilliseconds(11),
            ProbeInterval = TimeSpan.FromMilliseconds(12),
            ProbeTimeout = TimeSpan.FromMilliseconds(13),
            SuspicionMultiplier = 6,
            RetransmitMultiplier = 7,
        };

        var (lan, wan) = Of($"gossip_lan {{ {Pace} }}");
        Assert.Equal((paced, SwimProfile.Wan), (lan.Member.Profile, wan.Member.Profile));

        (lan, wan) = Of($"gossip_wan {{ {Pace} }}");
        Assert.Equal(SwimProfile.Lan, lan.Member.Profile);
        Assert.Equal(
            (5, TimeSpan.FromMilliseconds(11), TimeSpan.FromMilliseconds(12), TimeSpan.FromMilliseconds(13), 6, 7),
            (
                wan.Member.Profile.GossipNodes,
                wan.Member.Profile.GossipInterval,
                wan.Member.Profile.ProbeInterval,
                wan.Member.Profile.ProbeTimeout,
                wan.Member.Profile.SuspicionMultiplier,
                wan.Member.Profile.RetransmitMultiplier
            )
        );
    }

    [Theory]
    [InlineData("", "-node=other", "other 10.0.0.7:8301, other.dc1 10.0.0.7:8302")]
    [InlineData("", "-datacenter=dc9", "s1 10.0.0.7:8301, s1.dc9 10.0.0.7:8302")]
    [InlineData("", "-advertise=10.1.1.1", "s1 10.1.1.1:8301, s1.dc1 10.1.1.1:8302")]
    [InlineData("", "-advertise-wan=10.2.2.2", "s1 10.0.0.7:8301, s1.dc1 10.2.2.2:8302")]
    [InlineData("advertise_addr_ipv4 = \"10.1.1.1\"", "-bind=0.0.0.0", "s1 10.1.1.1:8301, s1.dc1 10.1.1.1:8302")]
    [InlineData("advertise_addr_wan_ipv4 = \"10.2.2.2\"", "-bind=0.0.0.0", "s1 10.0.0.7:8301, s1.dc1 10.2.2.2:8302")]
    [InlineData("", "-bind=127.0.0.1", "s1 127.0.0.1:8301, s1.dc1 127.0.0.1:8302")]
    [InlineData("", "-serf-lan-port=1", "s1 10.0.0.7:1, s1.dc1 10.0.0.7:8302")]
    [InlineData("", "-serf-wan-port=2", "s1 10.0.0.7:8301, s1.dc1 10.0.0.7:2")]
    public void Others_are_told_the_name_and_address_that_are_configured(string text, string flag, string told)
    {
        var (lan, wan) = Of(text, flag);

        Assert.Equal(told, $"{lan.Member.Name} {lan.Member.Address}, {wan.Member.Name} {wan.Member.Address}");
        Assert.Equal((lan.Member.Address.Port, wan.Member.Address.Port), (lan.DefaultPort, wan.DefaultPort));
    }

    [Theory]
    [InlineData("", "-bind=127.0.0.1", "127.0.0.1 127.0.0.1")]
    [InlineData("", "-serf-lan-bind=127.0.0.2", "127.0.0.2 0.0.0.0")]
    [InlineData("", "-serf-wan-bind=127.0.0.3", "0.0.0.0 127.0.0.3")]
    public void The_sockets_are_where_they_are_configured(string text, string flag, string bound)
    {
        var addresses = AgentConfigs.Server(text, flag).Addresses;

        Assert.Equal(bound, $"{addresses.SerfLanBind} {addresses.SerfWanBind}");
    }

    [Fact]
    public void How_long_members_are_remembered_is_each_pools_own()
    {
        var (lan, wan) = Of("""reconnect_timeout = "9h", reconnect_timeout_wan = "8h" """);

        Assert.Equal(TimeSpan.FromHours(9), lan.Member.ReconnectTimeout);
        Assert.Equal(TimeSpan.FromHours(8), wan.Member.ReconnectTimeout);
        var tags = Members.Agent("id");
        Assert.Null(lan.Member.ReconnectTimeoutOf!(Members.Of("a", tags))); // Consul's tag for it is known.
        tags["rc_tm"] = "24h0m0s";
        Assert.Equal(TimeSpan.FromHours(24), lan.Member.ReconnectTimeoutOf!(Members.Of("a", tags)));
        tags["rc_tm"] = "soon";
        Assert.Null(lan.Member.ReconnectTimeoutOf!(Members.Of("a", tags)));
    }

    [Fact]
    public void What_members_may_come_from_is_each_pools_own()
    {
        var (lan, wan) = Of("", "-serf-lan-allowed-cidrs=10.0.0.0/8", "-serf-wan-allowed-cidrs=192.168.0.0/16");

        Assert.Equal("10.0.0.0/8", $"{Assert.Single(lan.AllowedNetworks)}");
        Assert.Equal("192.168.0.0/16", $"{Assert.Single(wan.AllowedNetworks)}");
    }

    [Fact]
    public void Encryption_is_both_pools()
    {
        var (ring, _) = Keyring.Create(new byte[16], []);
        var config = AgentConfigs.Server("encrypt_verify_incoming = false, encrypt_verify_outgoing = false");
        PoolOptions[] pools =
        [
            PoolSettings.Lan(config, AgentConfigs.NodeId, ring),
            PoolSettings.Wan(config, AgentConfigs.NodeId, ring),
        ];

        Assert.All(
            pools,
            pool =>
            {
                Assert.Same(ring, pool.Layers.Keyring);
                Assert.False(pool.Layers.VerifiesIncoming || pool.Layers.VerifiesOutgoing);
            }
        );
    }

    [Fact]
    public void What_is_left_is_each_a_switch()
    {
        var (lan, wan) = Of("disable_coordinates = true", "-rejoin");
        Assert.True(lan.RejoinsAfterLeave && wan.RejoinsAfterLeave);
        Assert.False(lan.Member.HasCoordinates);

        (lan, wan) = Of("", "-dev");
        Assert.Null(lan.SnapshotPath ?? wan.SnapshotPath);
        Assert.Equal(TimeSpan.FromMilliseconds(100), lan.Member.Profile.ProbeInterval);
    }

    [Fact]
    public void Joining_is_as_patient_as_configured()
    {
        var join = AgentConfigs
            .Server(
                "",
                "-retry-join=a",
                "-retry-join=b",
                "-retry-interval=3s",
                "-retry-max=4",
                "-retry-join-wan=c",
                "-retry-interval-wan=5s",
                "-retry-max-wan=6"
            )
            .Join;

        Assert.Equal((["a", "b"], "3s", 4), (join.RetryJoin, join.RetryInterval.ToString(), join.RetryMax), Same);
        Assert.Equal((["c"], "5s", 6), (join.RetryJoinWan, join.RetryIntervalWan.ToString(), join.RetryMaxWan), Same);
    }

    private static bool Same(
        (IReadOnlyList<string> Addresses, string Pause, int Max) one,
        (IReadOnlyList<string> Addresses, string Pause, int Max) other
    ) => one.Addresses.SequenceEqual(other.Addresses) && (one.Pause, one.Max) == (other.Pause, other.Max);

    private static (PoolOptions Lan, PoolOptions Wan) Of(string text, params string[] flags)
    {
        AgentConfig config = AgentConfigs.Server(text, flags);
        return (
            PoolSettings.Lan(config, AgentConfigs.NodeId, keys: null),
            PoolSettings.Wan(config, AgentConfigs.NodeId, keys: null)
        );
    }
}
