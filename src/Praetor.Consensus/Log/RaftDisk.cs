using Praetor.Consensus.Core;
using Praetor.Consensus.Snapshots;
using Praetor.Foundation.Storage;
using Praetor.Foundation.Wire;

namespace Praetor.Consensus.Log;

/// <summary>Everything of a server's group that is on its disk, opened, checked and locked.</summary>
internal sealed class RaftDisk : IDisposable
{
    private readonly IDisposable _lock;

    private RaftDisk(IDisposable held, SegmentedLog log, SnapshotStore snapshots, RecoveredLog recovered)
    {
        (_lock, Log, Snapshots, Recovered) = (held, log, snapshots, recovered);
    }

    public SegmentedLog Log { get; }

    public SnapshotStore Snapshots { get; }

    public RecoveredLog Recovered { get; }

    /// <summary>What was cut from the end of the log; null when it was whole.</summary>
    public CutTail? Cut { get; private init; }

    /// <remarks>
    /// 1. A folder with Consul's store is refused: we do not read it, and must not vote beside what it promised.
    /// 2. The segments are read and a torn tail is cut.
    /// 3. A log that the newest snapshot is past, or contradicts (a crash came between the two), gives way to it.
    /// 4. A server without anything founds its group, if it was told to: term 1, and the configuration as entry 1.
    /// </remarks>
    /// <exception cref="StorageException">The disk fails, is locked or corrupt, or holds a Consul raft.db.</exception>
    public static async ValueTask<RaftDisk> OpenAsync(
        IDisk disk,
        string folder,
        int segmentBytes,
        int snapshotsRetained,
        ServerConfiguration? founding
    )
    {
        RefuseConsulStore(disk, folder);
        disk.CreateDirectory(SegmentedLog.FolderOf(folder));
        disk.SyncDirectory(folder);
        disk.SyncDirectory("");
        var held = disk.Lock($"{folder}/lock");
        try
        {
            var snapshots = new SnapshotStore(disk, folder, snapshotsRetained);
            snapshots.Prepare();
            var snapshot = snapshots.List() is [var newest, ..] ? newest.ToMark() : SnapshotMark.None;
            var state = HardStateFile.Read(disk, folder);
            var segments = await SegmentRecovery.ReadAsync(disk, SegmentedLog.FolderOf(folder));
            var cut = segments.Cut;
            var tail = TailOf(segments, snapshot);
            SegmentedLog log;
            if (GivesWay(tail, snapshot))
            {
                log = new SegmentedLog(disk, folder, segmentBytes, segments, snapshot.Term);
                await log.WriteAsync([Reset(snapshot)]);
                (segments, tail) = (new RecoveredSegments(), TailOf(new RecoveredSegments(), snapshot));
            }
            else
            {
                CheckMeets(disk, folder, tail, snapshot);
                log = new SegmentedLog(disk, folder, segmentBytes, segments, tail.LastTerm);
            }

            if (founding is not null && state.Term == default && tail.Last == default)
            {
                (state, segments, tail) = await FoundAsync(log, founding);
            }

            var recovered = new RecoveredLog
            {
                State = state,
                Snapshot = snapshot,
                Tail = tail,
                Configurations = new ConfigurationHistory(
                    (snapshot.ConfigurationIndex, snapshot.Configuration),
                    segments.Configurations.Select(entry => (entry.Index, ConfigurationCodec.Decode(entry.Data.Span)))
                ),
            };
            return new RaftDisk(held, log, snapshots, recovered) { Cut = cut };
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Log.Dispose();
        _lock.Dispose();
    }

    private static void RefuseConsulStore(IDisk disk, string folder)
    {
        foreach (var name in (string[])["raft.db", "wal"])
        {
            if (disk.List(folder).Contains(name))
            {
                throw new StorageException(
                    $"{disk.Description}/{folder}/{name} is a Consul server's log, which Praetor does not read. "
                        + "To move the data: run `consul snapshot save backup.snap` against the old server, start this one "
                        + "with an empty data directory, and run `consul snapshot restore backup.snap` against it"
                );
            }
        }
    }

    private static LogTail TailOf(RecoveredSegments segments, SnapshotMark snapshot) =>
        segments.Segments is [var first, ..]
            ? new LogTail(first.FirstIndex.Previous, first.PreviousTerm, segments.Terms, segments.Last)
            : new LogTail(snapshot.Index, snapshot.Term, [], snapshot.Index);

    private static bool GivesWay(LogTail tail, SnapshotMark snapshot) =>
        snapshot.Index > tail.Last || (snapshot.Index >= tail.Previous && tail.TermAt(snapshot.Index) != snapshot.Term);

    private static void CheckMeets(IDisk disk, string folder, LogTail tail, SnapshotMark snapshot)
    {
        if (tail.Previous > snapshot.Index)
        {
            throw new StorageException(
                $"{disk.Description}/{folder} is corrupt: the log begins after entry {tail.Previous}, and the newest "
                    + $"snapshot ends at {snapshot.Index}; what lies between is lost, restore this server from a snapshot"
            )
            {
                IsCorrupt = true,
            };
        }
    }

    private static LogWrite Reset(SnapshotMark snapshot)
    {
        var write = new LogWrite(0);
        write.Operations.Add(new LogOperation.Reset(snapshot.Index, snapshot.Term));
        return write;
    }

    private static async ValueTask<(HardState, RecoveredSegments, LogTail)> FoundAsync(
        SegmentedLog log,
        ServerConfiguration founding
    )
    {
        var entry = new LogEntry
        {
            Index = new LogIndex(1),
            Term = new Term(1),
            Type = LogEntryType.Configuration,
            Data = ConfigurationCodec.Encode(founding),
            AppendedAt = GoTime.Zero,
        };
        var write = new LogWrite(0) { State = new HardState(entry.Term, null) };
        write.Operations.Add(new LogOperation.Append(entry));
        await log.WriteAsync([write]);

        var segments = new RecoveredSegments { Last = entry.Index };
        segments.Configurations.Add(entry);
        return (write.State, segments, new LogTail(default, default, [(entry.Index, entry.Term)], entry.Index));
    }
}
