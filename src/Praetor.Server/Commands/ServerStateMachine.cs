using Microsoft.Extensions.Logging;
using Praetor.Consensus;
using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;
using Praetor.Foundation;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Kv;
using Praetor.Model.Operations;
using Praetor.Model.Rpc;
using Praetor.Model.Sessions;
using Praetor.Model.Transactions;
using Praetor.Server.Leadership;
using Praetor.Server.Snapshots;
using Praetor.State;

namespace Praetor.Server.Commands;

/// <summary>
/// Turns the log into state. Each entry is one transaction: all of it is published or nothing. Called by the apply loop
/// only; a function of the state and the entry alone.
/// </summary>
internal sealed partial class ServerStateMachine(
    StateStore store,
    LockDelays lockDelays,
    ILogger<ServerStateMachine> logger
) : IStateMachine
{
    private static readonly EmptyReply Nothing = new();

    // Boxed once: most answers are one of them.
    private static readonly object True = true;
    private static readonly object False = false;

    private LogIndex _applied;

    /// <returns>What the method's caller gets: its reply, or an <see cref="RpcError"/>.</returns>
    public object? Apply(LogEntry entry)
    {
        var data = entry.Data.Span;
        Invariant.Check(data.Length > 0, "A command has a type.");
        using var transaction = store.Begin(entry.Index.Value);
        var answer = Apply(transaction, data[0], data[1..]);
        if (answer is not (RpcError or TxnResponse { Errors.Count: > 0 }))
        {
            transaction.Commit();
            foreach (var (key, delay) in transaction.LockDelays)
            {
                lockDelays.Arm(key, delay.ToTimeSpan());
            }
        }

        return answer;
    }

    // Each entry publishes its own root: a refused one must leave nothing behind.
    public void BatchApplied(LogIndex applied) => _applied = applied;

    public ISnapshotSource Snapshot() => new StateSnapshotSource(store.Snapshot(), _applied.Value);

    public void Restore(Stream state, LogIndex index) => StateArchive.Restore(store, state);

    private object Apply(StateTransaction transaction, byte type, ReadOnlySpan<byte> record)
    {
        switch ((CommandType)(type & ~Command.IgnoreUnknownFlag))
        {
            case CommandType.Register:
                return Done(transaction.EnsureRegistration(Read<RegisterRequest>(record)));
            case CommandType.Deregister:
                transaction.Deregister(Read<DeregisterRequest>(record));
                return Nothing;
            case CommandType.Kvs:
                return Condition(KvCommands.Apply(transaction, Read<KvsRequest>(record)));
            case CommandType.Session:
                return Session(transaction, Read<SessionRequest>(record));
            case CommandType.Tombstone:
                transaction.ReapTombstones(Read<TombstoneRequest>(record).ReapIndex);
                return Nothing;
            case CommandType.CoordinateBatchUpdate:
                return Coordinates(transaction, record);
            case CommandType.Txn:
                return transaction.Txn(Read<TxnRequest>(record).Ops ?? []);
            case CommandType.Autopilot:
                return Autopilot(transaction, Read<AutopilotSetConfigRequest>(record));
            case CommandType.SystemMetadata:
                return SystemMetadata(transaction, Read<SystemMetadataRequest>(record));
            default:
                // Another server of the group knows it: to go on would make the states differ, unless it says otherwise.
                Invariant.Check(
                    (type & Command.IgnoreUnknownFlag) != 0,
                    $"Every command has a meaning here; {type} has none. A newer server wrote it: upgrade this one."
                );
                LogPassedOver(logger, type);
                return Nothing;
        }
    }

    private static T Read<T>(ReadOnlySpan<byte> record)
        where T : IWireRecord<T> => WireRecords.Decode<T>(record);

    private static object Done(WriteOutcome outcome) => outcome.IsRefused ? Refusal(outcome.Refusal) : Nothing;

    private static object Condition(WriteOutcome outcome) =>
        outcome.IsRefused ? Refusal(outcome.Refusal)
        : outcome.IsDone ? True
        : False;

    private static RpcError Refusal(string text) => new(RpcErrorKind.Invalid, text);

    private static object Session(StateTransaction transaction, SessionRequest request)
    {
        if (request.Op == SessionOp.Create)
        {
            var outcome = transaction.SessionCreate(request.Session);
            return outcome.IsRefused ? Refusal(outcome.Refusal) : request.Session.ID;
        }

        transaction.SessionDestroy(request.Session.ID);
        return "";
    }

    private static EmptyReply Coordinates(StateTransaction transaction, ReadOnlySpan<byte> record)
    {
        var reader = new MsgPackReader(record);
        transaction.UpdateCoordinates(
            MsgPackCollections.ReadList(ref reader, Model.Coordinates.Coordinate.ReadMsgPack) ?? []
        );
        return Nothing;
    }

    private static object Autopilot(StateTransaction transaction, AutopilotSetConfigRequest request)
    {
        if (request.CompareAndSet)
        {
            return Condition(transaction.SetAutopilotConfigIfUnchanged(request.Config, request.Config.ModifyIndex));
        }

        transaction.SetAutopilotConfig(request.Config);
        return True;
    }

    private static EmptyReply SystemMetadata(StateTransaction transaction, SystemMetadataRequest request)
    {
        if (request.Entry is not { } entry)
        {
            return Nothing;
        }

        if (request.Op == "delete")
        {
            transaction.DeleteSystemMetadata(entry.Key);
        }
        else
        {
            transaction.SetSystemMetadata(entry);
        }

        return Nothing;
    }

    [LoggerMessage(
        EventId = 5001,
        Level = LogLevel.Warning,
        Message = "Passed over a log entry of the unknown type {Type}, which says that this is safe; upgrade this server"
    )]
    private static partial void LogPassedOver(ILogger logger, byte type);
}
