using Praetor.Foundation.Text;
using Praetor.Model.Kv;
using Praetor.Model.Transactions;

namespace Praetor.State.Transactions;

/// <summary>The operations on keys, with Consul's words for what fails.</summary>
internal static class TxnKv
{
    public static void Run(TxnRun run, TxnKvOp operation)
    {
        if (!TryRead(run, operation) && !(run.Writes is { } writes && TryWrite(run, writes, operation)))
        {
            run.FailUnknown("KV", operation.Verb);
        }
    }

    private static bool TryRead(TxnRun run, TxnKvOp operation)
    {
        var wanted = operation.Entry;
        var key = GoQuote.Quote(wanted.Key.ToString());
        switch (operation.Verb)
        {
            case KvOp.Get:
                if (run.View.KvGet(null, wanted.Key).Value is { } got)
                {
                    run.Add(new TxnResult { KV = got });
                }
                else
                {
                    run.Fail($"key {key} doesn't exist");
                }

                return true;
            case KvOp.GetOrEmpty:
                var entry = run.View.KvGet(null, wanted.Key).Value ?? new DirEntry { Key = wanted.Key };
                run.Add(new TxnResult { KV = entry });
                return true;
            case KvOp.GetTree:
                foreach (var listed in run.View.KvList(null, wanted.Key).Value)
                {
                    run.Add(new TxnResult { KV = listed });
                }

                return true;
            case KvOp.CheckSession:
                CheckSession(run, wanted, key);
                return true;
            case KvOp.CheckIndex:
                CheckIndex(run, wanted, key);
                return true;
            case KvOp.CheckNotExists:
                if (run.View.KvGet(null, wanted.Key).Value is not null)
                {
                    run.Fail($"key {key} exists");
                }

                return true;
            default:
                return false;
        }
    }

    private static bool TryWrite(TxnRun run, StateTransaction writes, TxnKvOp operation)
    {
        var entry = operation.Entry;
        var key = GoQuote.Quote(entry.Key.ToString());
        switch (operation.Verb)
        {
            case KvOp.Set:
                writes.KvSet(entry);
                AddWritten(run, entry);
                return true;
            case KvOp.Cas:
                if (
                    run.Check(
                        writes.KvSetIfUnchanged(entry, entry.ModifyIndex),
                        $"failed to set key {key}, index is stale"
                    )
                )
                {
                    AddWritten(run, entry);
                }

                return true;
            case KvOp.Lock:
                if (run.Check(writes.KvLock(entry), $"failed to lock key {key}, lock is already held"))
                {
                    AddWritten(run, entry);
                }

                return true;
            case KvOp.Unlock:
                if (
                    run.Check(
                        writes.KvUnlock(entry),
                        $"failed to unlock key {key}, lock isn't held, or is held by another session"
                    )
                )
                {
                    AddWritten(run, entry);
                }

                return true;
            case KvOp.Delete:
                writes.KvDelete(entry.Key);
                return true;
            case KvOp.DeleteCas:
                run.Check(
                    writes.KvDeleteIfUnchanged(entry.Key, entry.ModifyIndex),
                    $"failed to delete key {key}, index is stale"
                );
                return true;
            case KvOp.DeleteTree:
                writes.KvDeleteTree(entry.Key);
                return true;
            default:
                return false;
        }
    }

    private static void CheckSession(TxnRun run, DirEntry wanted, string key)
    {
        var present = run.View.KvGet(null, wanted.Key).Value;
        if (present is null)
        {
            run.Fail($"failed to check session, key {key} doesn't exist");
        }
        else if (present.Session != wanted.Session)
        {
            run.Fail(
                $"failed session check for key {key}, current session {GoQuote.Quote(present.Session)}"
                    + $" != {GoQuote.Quote(wanted.Session)}"
            );
        }
        else
        {
            AddWithoutValue(run, present);
        }
    }

    private static void CheckIndex(TxnRun run, DirEntry wanted, string key)
    {
        var present = run.View.KvGet(null, wanted.Key).Value;
        if (present is null)
        {
            run.Fail($"failed to check index, key {key} doesn't exist");
        }
        else if (present.ModifyIndex != wanted.ModifyIndex)
        {
            run.Fail(
                $"failed index check for key {key}, current modify index {present.ModifyIndex}"
                    + $" != {wanted.ModifyIndex}"
            );
        }
        else
        {
            AddWithoutValue(run, present);
        }
    }

    private static void AddWritten(TxnRun run, DirEntry entry)
    {
        if (run.View.KvGet(null, entry.Key).Value is { } written)
        {
            AddWithoutValue(run, written);
        }
    }

    // The client sent the value, or did not ask for it.
    private static void AddWithoutValue(TxnRun run, DirEntry entry) =>
        run.Add(new TxnResult { KV = entry with { Value = null } });
}
