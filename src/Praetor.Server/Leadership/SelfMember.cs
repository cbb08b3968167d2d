using Praetor.Model.Catalog;

namespace Praetor.Server.Leadership;

/// <summary>
/// What the leader writes into the catalog about itself: its node, that it is alive, and the <c>consul</c> service that
/// clients find servers by.
/// </summary>
internal static class SelfMember
{
    public const string SerfHealth = "serfHealth";
    public const string ServiceName = "consul";

    public static RegisterRequest Registration(ServerSettings settings) =>
        new()
        {
            Datacenter = settings.Datacenter,
            ID = settings.NodeId,
            Node = settings.NodeName,
            Address = settings.AdvertiseAddress,
            NodeMeta = new SortedList<string, string>(StringComparer.Ordinal)
            {
                ["consul-version"] = settings.ConsulVersion,
            },
            // What the agent says of its node, its further addresses among it, stays.
            SkipNodeUpdate = true,
            Service = new NodeService
            {
                ID = ServiceName,
                Service = ServiceName,
                Port = settings.ServerPort,
                Weights = new Weights { Passing = 1, Warning = 1 },
                Meta = ServiceMeta(settings),
            },
            Check = new HealthCheck
            {
                Node = settings.NodeName,
                CheckID = SerfHealth,
                Name = "Serf Health Status",
                Status = HealthStatus.Passing,
                Output = "Agent alive and reachable",
            },
        };

    private static SortedList<string, string> ServiceMeta(ServerSettings settings)
    {
        var meta = new SortedList<string, string>(StringComparer.Ordinal)
        {
            ["non_voter"] = "false",
            ["read_replica"] = "false",
            ["raft_version"] = "3",
            ["serf_protocol_current"] = "2",
            ["serf_protocol_min"] = "1",
            ["serf_protocol_max"] = "5",
            ["version"] = settings.ConsulVersion,
        };
        return meta;
    }
}
