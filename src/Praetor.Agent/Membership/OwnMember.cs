using System.Globalization;
using Praetor.Agent.Configuration;
using Praetor.Model;

namespace Praetor.Agent.Membership;

/// <summary>The agent itself as a member of its pools, with the tags by which others know what it is.</summary>
internal static class OwnMember
{
    private const int Alive = 1;

    /// <summary>In the pool of its datacenter.</summary>
    public static Member InDatacenter(AgentConfig config, string nodeId)
    {
        var tags = Tags(config, nodeId);
        if (config.Ports.SerfWan > 0)
        {
            tags["wan_join_port"] = Number(config.Ports.SerfWan);
        }

        return new Member
        {
            Name = config.Node.Name,
            Address = config.Addresses.Advertise.ToString(),
            Port = config.Ports.SerfLan,
            Tags = tags,
            Status = Alive,
        };
    }

    /// <summary>In the pool that joins datacenters.</summary>
    public static Member BetweenDatacenters(AgentConfig config, string nodeId) =>
        new()
        {
            Name = $"{config.Node.Name}.{config.Node.Datacenter}",
            Address = config.Addresses.AdvertiseWan.ToString(),
            Port = config.Ports.SerfWan,
            Tags = Tags(config, nodeId),
            Status = Alive,
        };

    private static SortedList<string, string> Tags(AgentConfig config, string nodeId)
    {
        var tags = new SortedList<string, string>(StringComparer.Ordinal)
        {
            ["role"] = "consul",
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
        Add(tags, "expect", config.Node.BootstrapExpect);
        if (config.Node.Bootstrap)
        {
            tags["bootstrap"] = "1";
        }

        return tags;
    }

    private static void Add(SortedList<string, string> tags, string name, int value)
    {
        if (value > 0)
        {
            tags[name] = Number(value);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
