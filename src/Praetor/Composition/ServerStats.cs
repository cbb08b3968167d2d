using System.Globalization;
using Praetor.Agent;
using Praetor.Consensus.Driver;

namespace Praetor.Composition;

/// <summary>What a server says of itself in <c>consul info</c>.</summary>
internal static class ServerStats
{
    public static SortedList<string, IReadOnlyDictionary<string, string>> Of(LocalAgent agent, RaftView raft) =>
        new(StringComparer.Ordinal)
        {
            ["consul"] = new SortedList<string, string>(StringComparer.Ordinal)
            {
                ["acl"] = agent.Config.Acl.Enabled ? "enabled" : "disabled",
                ["bootstrap"] = agent.Config.Node.Bootstrap ? "true" : "false",
                ["known_datacenters"] = Number((ulong)agent.Pools.Datacenters().Count),
                ["leader"] = raft.IsLeader ? "true" : "false",
                ["leader_addr"] = raft.Leader?.Address ?? "",
                ["server"] = "true",
            },
            ["raft"] = new SortedList<string, string>(StringComparer.Ordinal)
            {
                ["applied_index"] = Number(raft.Applied.Value),
                ["commit_index"] = Number(raft.Commit.Value),
                ["last_contact"] = raft.IsLeader ? "0" : "never",
                ["last_log_index"] = Number(raft.LastLog.Value),
                ["last_log_term"] = Number(raft.LastLogTerm.Value),
                ["last_snapshot_index"] = Number(raft.Snapshot.Value),
                ["last_snapshot_term"] = Number(raft.SnapshotTerm.Value),
                ["latest_configuration_index"] = Number(raft.ConfigurationIndex.Value),
                ["num_peers"] = Number((ulong)(raft.Configuration.Servers.Count - 1)),
                ["protocol_version"] = "3",
                ["state"] = raft.Role == RaftRole.PreCandidate ? "Candidate" : raft.Role.ToString(),
                ["term"] = Number(raft.Term.Value),
            },
        };

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
