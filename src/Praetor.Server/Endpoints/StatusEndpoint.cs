using Praetor.Consensus.Driver;
using Praetor.Foundation.Text;
using Praetor.Model.Rpc;

namespace Praetor.Server.Endpoints;

/// <summary>Who leads, and who is in the group: <c>Status.*</c>. Needs no rights.</summary>
internal sealed class StatusEndpoint(RaftNode raft)
{
    public void AddTo(EndpointTable table)
    {
        table.Add(ServerMethods.StatusPing, static (_, _) => AnswerAsync(new EmptyReply()));
        table.Add(ServerMethods.StatusLeader, (_, _) => AnswerAsync(raft.View.Leader?.Address ?? ""));
        table.Add(ServerMethods.StatusPeers, (_, _) => AnswerAsync(Peers()));
        table.Add(ServerMethods.StatusRaftStats, (_, _) => AnswerAsync(Stats()));
    }

    private IReadOnlyList<string>? Peers() => [.. raft.View.Configuration.Servers.Select(server => server.Address)];

    private RaftStatsReply Stats()
    {
        var view = raft.View;
        return new RaftStatsReply
        {
            LastContact =
                view.IsLeader ? "0"
                : view.LastContact is { } contact ? GoDuration.From(contact).ToString()
                : "never",
            LastTerm = view.LastLogTerm.Value,
            LastIndex = view.LastLog.Value,
        };
    }

    private static ValueTask<RpcResult<T>> AnswerAsync<T>(T value) => ValueTask.FromResult<RpcResult<T>>(value);
}
