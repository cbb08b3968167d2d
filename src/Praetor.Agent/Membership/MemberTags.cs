using System.Globalization;
using Praetor.Agent.Configuration;
using Praetor.Model;
using Praetor.Model.Membership;

namespace Praetor.Agent.Membership;

/// <summary>What an agent says of itself in its pools, in Consul's words; agents tell each other apart by it.</summary>
public static class MemberTags
{
    /// <summary>The tags of a server in the pool of its datacenter.</summary>
    public static SortedList<string, string> InDatacenter(AgentConfig config, string nodeId)
    {
        var tags = BetweenDatacenters(config, nodeId);
        if (config.Ports.SerfWan > 0)
        {
            tags["wan_join_port"] = Number(config.Ports.SerfWan);
        }

        var reconnect = config.Addresses.AdvertiseReconnectTimeout;
        if (reconnect.Nanoseconds > 0)
        {
            tags["rc_tm"] = reconnect.ToString();
        }

        return tags;
    }

    /// <summary>The tags of a server in the pool of all datacenters.</summary>
    public static SortedList<string, string> BetweenDatacenters(AgentConfig config, string nodeId)
    {
        var tags = new SortedList<string, string>(StringComparer.Ordinal)
        {
            ["role"] = MemberRoles.Server,
            ["dc"] = config.Node.Datacenter,
            ["segment"] = "",
            ["id"] = nodeId,
            ["vsn"] = "2",
            ["vsn_min"] = "2",
            ["vsn_max"] = "3",
            ["build"] = Release.BuildTag,
            ["raft_vsn"] = "3",
            ["port"] = Number(config.Ports.Server),
            ["acls"] = config.Acl.Enabled ? "1" : "0",
            ["ft_fs"] = "1",
            ["ft_si"] = "1",
        };
        if (config.Node.BootstrapExpect > 0)
        {
            tags["expect"] = Number(config.Node.BootstrapExpect);
        }

        if (config.Node.Bootstrap)
        {
            tags["bootstrap"] = "1";
        }

        return tags;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
