using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;
using Praetor.Foundation;
using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;
using Praetor.Server.Commands;

namespace Praetor.Server.Endpoints;

/// <summary>Puts commands into the log and hands back what applying them gave.</summary>
internal sealed class Proposals(RaftNode raft)
{
    /// <summary>Proposes a command and waits until it is applied here.</summary>
    /// <typeparam name="TCommand">The command's record.</typeparam>
    /// <typeparam name="TReply">What applying it answers.</typeparam>
    public ValueTask<RpcResult<TReply>> ProposeAsync<TCommand, TReply>(
        CommandType type,
        TCommand command,
        CancellationToken cancellationToken
    )
        where TCommand : IWireRecord<TCommand> =>
        ProposeAsync<TReply>(type, Command.Encode(type, command), cancellationToken);

    /// <summary>The same for a command that is a list, and that servers which do not know it may pass over.</summary>
    /// <typeparam name="TRecord">What the command is a list of.</typeparam>
    /// <typeparam name="TReply">What applying it answers.</typeparam>
    public ValueTask<RpcResult<TReply>> ProposeListAsync<TRecord, TReply>(
        CommandType type,
        IReadOnlyList<TRecord> records,
        CancellationToken cancellationToken
    )
        where TRecord : IWireRecord<TRecord> =>
        ProposeAsync<TReply>(type, Command.EncodeList(type, records), cancellationToken);

    private async ValueTask<RpcResult<TReply>> ProposeAsync<TReply>(
        CommandType type,
        ReadOnlyMemory<byte> command,
        CancellationToken cancellationToken
    )
    {
        var outcome = await raft.ProposeAsync(command, LogEntryType.Command, cancellationToken);
        return outcome.Status switch
        {
            ProposeStatus.Applied => outcome.Response switch
            {
                RpcError error => error,
                TReply reply => reply,
                var other => throw new InvariantException($"Applying {type} answered {other ?? "nothing"}."),
            },
            ProposeStatus.NotLeader or ProposeStatus.Busy => NoLeader(WellKnownErrors.NoLeader),
            ProposeStatus.LeadershipLost => NoLeader("leadership lost while committing log"),
            ProposeStatus.Stopped => NoLeader("raft is already shutdown"),
            ProposeStatus.TooLarge => new RpcError(RpcErrorKind.Invalid, "The command is too large for the log"),
            _ => throw new InvariantException($"Unknown outcome {outcome.Status}."),
        };
    }

    private static RpcError NoLeader(string text) => new(RpcErrorKind.NoLeader, text);
}
