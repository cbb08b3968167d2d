using Praetor.Foundation.Bytes;
using Praetor.Model.Kv;
using Praetor.State.Tables;

namespace Praetor.State;

public sealed partial class StateTransaction
{
    /// <summary>Writes a key; a lock on it stays. Writing what is there already changes nothing.</summary>
    /// <returns>The entry as it now is.</returns>
    public DirEntry KvSet(DirEntry entry) => KvSet(entry, takesSession: false);

    /// <summary>Writes a key if its last change was at the given index; 0 if it does not exist.</summary>
    public WriteOutcome KvSetIfUnchanged(DirEntry entry, ulong modifyIndex)
    {
        if (!IsAt(KvFind(entry.Key)?.ModifyIndex, modifyIndex))
        {
            return WriteOutcome.NotDone;
        }

        KvSet(entry);
        return WriteOutcome.Done;
    }

    /// <summary>Writes a key and locks it for the entry's session, unless another session holds it.</summary>
    public WriteOutcome KvLock(DirEntry entry)
    {
        if (entry.Session.Length == 0)
        {
            return WriteOutcome.Refused("missing session");
        }

        if (Schema.Sessions.Find(_store, Keys.Of(entry.Session)) is null)
        {
            return WriteOutcome.Refused(InvalidSession(entry.Session));
        }

        var present = KvFind(entry.Key);
        if (present is { Session.Length: > 0 } && present.Session != entry.Session)
        {
            return WriteOutcome.NotDone;
        }

        // Its own holder locks again without counting: the index tells one holding from the next.
        var lockIndex = (present?.LockIndex ?? 0) + (present?.Session == entry.Session ? 0UL : 1UL);
        KvSet(entry with { LockIndex = lockIndex }, takesSession: true);
        return WriteOutcome.Done;
    }

    /// <summary>Writes a key and frees it, if the entry's session holds it.</summary>
    public WriteOutcome KvUnlock(DirEntry entry)
    {
        if (entry.Session.Length == 0)
        {
            return WriteOutcome.Refused("missing session");
        }

        var present = KvFind(entry.Key);
        if (present is null || present.Session != entry.Session)
        {
            return WriteOutcome.NotDone;
        }

        KvSet(entry with { LockIndex = present.LockIndex, Session = "" }, takesSession: true);
        return WriteOutcome.Done;
    }

    /// <summary>Deletes a key, if it exists, and leaves a tombstone.</summary>
    public void KvDelete(ByteString key)
    {
        if (Schema.Kv.Remove(_store, key.Span) is not null)
        {
            Bury(key);
        }
    }

    /// <summary>Deletes a key if its last change was at the given index. A key that does not exist is deleted already.</summary>
    public WriteOutcome KvDeleteIfUnchanged(ByteString key, ulong modifyIndex)
    {
        if (KvFind(key) is { } present && present.ModifyIndex != modifyIndex)
        {
            return WriteOutcome.NotDone;
        }

        KvDelete(key);
        return WriteOutcome.Done;
    }

    /// <summary>Deletes all keys with the prefix and leaves one tombstone for them, on the prefix.</summary>
    public void KvDeleteTree(ByteString prefix)
    {
        if (Schema.Kv.RemovePrefix(_store, prefix.Span) == 0)
        {
            return;
        }

        if (!prefix.IsEmpty)
        {
            Bury(prefix);
            return;
        }

        // Nothing is left that a tombstone could be listed with: the whole table's index says it.
        IndexTable.Set(_store, IndexTable.Kvs, Index);
    }

    /// <summary>Removes the tombstones written at or before the index: nobody waits at so old a one any more.</summary>
    public void ReapTombstones(ulong upTo)
    {
        var doomed = new List<ByteString>();
        foreach (var tombstone in Schema.TombstonesByIndex.Prefix(_store, []))
        {
            if (tombstone.Index > upTo)
            {
                break;
            }

            doomed.Add(tombstone.Key);
        }

        foreach (var key in doomed)
        {
            Schema.Tombstones.Remove(_store, key.Span);
        }
    }

    internal static string InvalidSession(string session) =>
        $"invalid session {Foundation.Text.GoQuote.Quote(session)}";

    private DirEntry? KvFind(ByteString key) => Schema.Kv.Find(_store, key.Span);

    /// <summary>Whether something whose last change is given, if it exists, is where a condition wants it.</summary>
    private static bool IsAt(ulong? modifyIndex, ulong wanted) => (modifyIndex ?? 0) == wanted;

    private DirEntry KvSet(DirEntry entry, bool takesSession)
    {
        var present = KvFind(entry.Key);
        var session = takesSession ? entry.Session : present?.Session ?? "";
        if (
            present is not null
            && present.Flags == entry.Flags
            && present.LockIndex == entry.LockIndex
            && present.Session == session
            && present.Value.AsSpan().SequenceEqual(entry.Value)
        )
        {
            return present;
        }

        var written = entry with
        {
            // The same array for the key of every version, which is the tree's, too.
            Key = present?.Key ?? entry.Key,
            Session = session,
            CreateIndex = present?.CreateIndex ?? Index,
            ModifyIndex = Index,
        };
        Schema.Kv.Put(_store, written);
        IndexTable.Set(_store, IndexTable.Kvs, Index);
        return written;
    }

    private void Bury(ByteString key)
    {
        Schema.Tombstones.Put(_store, new Tombstone(key, Index));
        IndexTable.Set(_store, IndexTable.Kvs, Index);
        IndexTable.Set(_store, IndexTable.Tombstones, Index);
    }
}
