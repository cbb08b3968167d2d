using Praetor.Foundation.Bytes;
using Praetor.Model.Kv;
using Praetor.State.Tables;
using Praetor.State.Watches;

namespace Praetor.State;

public sealed partial class StateSnapshot
{
    /// <summary>The index of the newest deletion of a key that is still remembered, or was; 0 if there never was one.</summary>
    public ulong NewestTombstone => IndexTable.Max(_view, IndexTable.Tombstones);

    /// <summary>One key; null if it does not exist.</summary>
    public Indexed<DirEntry?> KvGet(WatchSet? watch, ByteString key)
    {
        watch?.AddKey(this, Schema.Kv.Tree, key.Span);
        var entry = Schema.Kv.Find(_view, key.Span);
        return new(entry?.ModifyIndex ?? KvTableIndex(), entry);
    }

    /// <summary>All keys with the prefix, in byte order.</summary>
    public Indexed<IReadOnlyList<DirEntry>> KvList(WatchSet? watch, ByteString prefix)
    {
        watch?.AddPrefix(this, Schema.Kv.Tree, prefix.Span);
        var entries = new List<DirEntry>();
        var max = 0UL;
        foreach (var entry in Schema.Kv.Prefix(_view, prefix.Span))
        {
            entries.Add(entry);
            max = Math.Max(max, entry.ModifyIndex);
        }

        return new(KvListIndex(prefix, max), entries);
    }

    /// <summary>
    /// The names of all keys with the prefix, in byte order, each cut behind the first separator after the prefix, and
    /// each once. An empty separator cuts nothing.
    /// </summary>
    public Indexed<IReadOnlyList<ByteString>> KvListKeys(WatchSet? watch, ByteString prefix, ByteString separator)
    {
        watch?.AddPrefix(this, Schema.Kv.Tree, prefix.Span);
        var keys = new List<ByteString>();
        var max = 0UL;
        foreach (var entry in Schema.Kv.Prefix(_view, prefix.Span))
        {
            max = Math.Max(max, entry.ModifyIndex);
            var cut = separator.IsEmpty ? -1 : entry.Key.Span[prefix.Length..].IndexOf(separator.Span);
            if (cut < 0)
            {
                keys.Add(entry.Key);
                continue;
            }

            var name = entry.Key.Span[..(prefix.Length + cut + separator.Length)];
            if (keys.Count == 0 || !keys[^1].Span.SequenceEqual(name))
            {
                keys.Add(ByteString.Copy(name));
            }
        }

        return new(KvListIndex(prefix, max), keys);
    }

    private ulong KvTableIndex() => IndexTable.Max(_view, IndexTable.Kvs, IndexTable.Tombstones);

    private ulong KvListIndex(ByteString prefix, ulong max)
    {
        if (prefix.IsEmpty)
        {
            return KvTableIndex();
        }

        foreach (var tombstone in Schema.Tombstones.Prefix(_view, prefix.Span))
        {
            max = Math.Max(max, tombstone.Index);
        }

        return max == 0 ? KvTableIndex() : max;
    }
}
