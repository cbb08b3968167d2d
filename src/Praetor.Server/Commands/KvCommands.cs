using Praetor.Model.Kv;
using Praetor.State;

namespace Praetor.Server.Commands;

/// <summary>What a change of the key/value store does.</summary>
internal static class KvCommands
{
    public static WriteOutcome Apply(StateTransaction transaction, KvsRequest request)
    {
        var entry = request.Entry;
        switch (request.Op)
        {
            case KvOp.Set:
                transaction.KvSet(entry);
                return WriteOutcome.Done;
            case KvOp.Delete:
                transaction.KvDelete(entry.Key);
                return WriteOutcome.Done;
            case KvOp.DeleteTree:
                transaction.KvDeleteTree(entry.Key);
                return WriteOutcome.Done;
            case KvOp.DeleteCas:
                return transaction.KvDeleteIfUnchanged(entry.Key, entry.ModifyIndex);
            case KvOp.Cas:
                return transaction.KvSetIfUnchanged(entry, entry.ModifyIndex);
            case KvOp.Lock:
                return transaction.KvLock(entry);
            case KvOp.Unlock:
                return transaction.KvUnlock(entry);
            default:
                return WriteOutcome.Refused($"Invalid KVS operation '{request.Op}'");
        }
    }
}
