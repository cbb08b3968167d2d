using Praetor.Consensus;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;

namespace Praetor.TestKit.Consensus;

/// <summary>
/// Watches all servers of a group at every step for what must never be: the safety properties of Raft (figure 3 of the
/// paper), and that what a client was told stays true.
/// </summary>
internal sealed class SafetyChecker
{
    private readonly Dictionary<Term, ServerId> _leaders = [];

    // Log matching, by induction: index and term name an entry, its content and the term of the one before.
    private readonly Dictionary<(LogIndex, Term), (ulong Content, Term Previous)> _entries = [];
    private readonly SortedDictionary<ulong, (Term Term, ulong Chain)> _applied = [];
    private readonly SortedDictionary<ulong, Term> _committed = [];

    /// <summary>The highest index that a client was told to be done.</summary>
    public LogIndex LastAcknowledged { get; private set; }

    public int Acknowledged { get; private set; }

    public int Elections => _leaders.Count;

    public ulong LastCommitted => _committed.Count == 0 ? 0 : _committed.Keys.Last();

    /// <summary>Election safety, and leader completeness.</summary>
    public void IsLeader(ServerId id, RaftCore core)
    {
        if (_leaders.TryGetValue(core.Term, out var known))
        {
            Check(known == id, $"two leaders in term {core.Term}: {known} and {id}");
            return;
        }

        _leaders.Add(core.Term, id);
        foreach (var (index, term) in _committed)
        {
            var at = new LogIndex(index);
            if (at > core.Log.Previous && term < core.Term)
            {
                Check(
                    core.Log.TermAt(at) == term,
                    $"{id} leads in term {core.Term} without the committed entry {index}"
                );
            }
        }
    }

    /// <summary>Log matching.</summary>
    public void Appended(ServerId id, LogEntry entry, Term previous)
    {
        var content = System.IO.Hashing.XxHash3.HashToUInt64(entry.Data.Span) ^ (ulong)entry.Type;
        if (_entries.TryAdd((entry.Index, entry.Term), (content, previous)))
        {
            return;
        }

        Check(
            _entries[(entry.Index, entry.Term)] == (content, previous),
            $"{id} appended another entry {entry.Index} of term {entry.Term} than others, or behind another"
        );
    }

    /// <summary>What is committed is on the disks of a majority, and never changes.</summary>
    public void Committed(ServerId id, LogIndex index, Term term, Func<bool> isOnMajorityOfDisks)
    {
        if (_committed.TryGetValue(index.Value, out var known))
        {
            Check(known == term, $"{id} committed entry {index} of term {term}, which was committed of term {known}");
            return;
        }

        Check(
            isOnMajorityOfDisks(),
            $"{id} committed entry {index} of term {term}, which a majority does not have on disk"
        );
        _committed.Add(index.Value, term);
    }

    /// <summary>A committed entry is in nobody's way.</summary>
    public void Truncated(ServerId id, LogIndex from, Func<LogIndex, Term?> termAt)
    {
        foreach (var (index, term) in _committed.Where(entry => entry.Key >= from.Value))
        {
            Check(termAt(new LogIndex(index)) != term, $"{id} truncated the committed entry {index}");
        }
    }

    /// <summary>State machine safety.</summary>
    public void Applied(ServerId id, ChainMachine machine)
    {
        var now = (machine.Term, machine.Chain);
        if (!_applied.TryAdd(machine.Index.Value, now))
        {
            Check(
                _applied[machine.Index.Value] == now,
                $"the state of {id} at {machine.Index} is not that of the others"
            );
        }
    }

    /// <summary>A client was told that its write is done.</summary>
    public void Acknowledge(LogIndex index)
    {
        Acknowledged++;
        LastAcknowledged = LogIndex.Max(LastAcknowledged, index);
    }

    /// <summary>A read sees every write that was acknowledged before it was asked.</summary>
    public static void ReadConfirmed(ServerId id, LogIndex index, LogIndex acknowledgedBefore) =>
        Check(
            index >= acknowledgedBefore,
            $"{id} confirmed a read at {index} after {acknowledgedBefore} was acknowledged"
        );

    private static void Check(bool condition, string what)
    {
        if (!condition)
        {
            throw new SafetyException(what);
        }
    }
}

/// <summary>Something happened that must never be.</summary>
public sealed class SafetyException(string what) : Exception(what);
