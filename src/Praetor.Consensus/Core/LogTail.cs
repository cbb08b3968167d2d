using Praetor.Consensus.Log;
using Praetor.Foundation;

namespace Praetor.Consensus.Core;

/// <summary>
/// What the core knows of its log: where it begins and ends, the term of every entry, and the newest entries
/// themselves. Entries that are durable and handed to the state machine leave memory; the driver reads them back for
/// followers that lag.
/// </summary>
internal sealed class LogTail
{
    // The first index of each term, ascending in both. Elections are rare, so this is short.
    private readonly List<(LogIndex First, Term Term)> _terms;
    private readonly Deque<LogEntry> _kept = new();
    private long _keptBytes;

    /// <param name="previous">The index before the first entry that the log has.</param>
    /// <param name="previousTerm">Its term; zero at the log's beginning.</param>
    /// <param name="terms">The first index of each term among the entries.</param>
    /// <param name="last">The last entry; <paramref name="previous"/> if there is none.</param>
    public LogTail(LogIndex previous, Term previousTerm, IEnumerable<(LogIndex First, Term Term)> terms, LogIndex last)
    {
        Previous = previous;
        PreviousTerm = previousTerm;
        _terms = [.. terms];
        Last = last;
        Durable = last;
    }

    /// <summary>The index before the first entry: what a snapshot stands for, or zero.</summary>
    public LogIndex Previous { get; private set; }

    public Term PreviousTerm { get; private set; }

    public LogIndex Last { get; private set; }

    /// <summary>The last entry known to be on this server's disk.</summary>
    public LogIndex Durable { get; set; }

    public Term LastTerm => _terms.Count > 0 ? _terms[^1].Term : PreviousTerm;

    /// <summary>The first entry held in memory; the one after the last if none is.</summary>
    public LogIndex FirstKept => _kept.Count > 0 ? _kept[0].Index : Last.Next;

    /// <summary>The term of an entry, or of <see cref="Previous"/>; null where this log does not say.</summary>
    public Term? TermAt(LogIndex index)
    {
        if (index == Previous)
        {
            return PreviousTerm;
        }

        if (index < Previous || index > Last)
        {
            return null;
        }

        var at = _terms.Count - 1;
        while (_terms[at].First > index)
        {
            at--;
        }

        return _terms[at].Term;
    }

    /// <summary>The first entry of the term that the entry at an index has.</summary>
    public LogIndex FirstOfTermAt(LogIndex index)
    {
        var at = _terms.Count - 1;
        while (at > 0 && _terms[at].First > index)
        {
            at--;
        }

        return _terms[at].First;
    }

    /// <summary>The last entry of a term; null if the log has none of it.</summary>
    public LogIndex? LastOfTerm(Term term)
    {
        for (var at = _terms.Count - 1; at >= 0 && _terms[at].Term >= term; at--)
        {
            if (_terms[at].Term == term)
            {
                return at + 1 < _terms.Count ? _terms[at + 1].First.Previous : Last;
            }
        }

        return null;
    }

    public void Append(LogEntry entry)
    {
        Invariant.Check(entry.Index == Last.Next, "An entry is appended right after the last.");
        Invariant.Check(entry.Term >= LastTerm, "Terms never fall along a log.");
        if (_terms.Count == 0 || _terms[^1].Term != entry.Term)
        {
            _terms.Add((entry.Index, entry.Term));
        }

        _kept.Add(entry);
        _keptBytes += entry.Data.Length;
        Last = entry.Index;
    }

    /// <summary>Forgets an entry and all after it.</summary>
    public void TruncateFrom(LogIndex index)
    {
        Invariant.Check(index > Previous, "What a snapshot stands for is never truncated.");
        while (_kept.Count > 0 && _kept[^1].Index >= index)
        {
            _keptBytes -= _kept[^1].Data.Length;
            _kept.RemoveLast();
        }

        while (_terms.Count > 0 && _terms[^1].First >= index)
        {
            _terms.RemoveAt(_terms.Count - 1);
        }

        Last = index.Previous;
        Durable = LogIndex.Min(Durable, Last);
    }

    /// <summary>Forgets the entries up to an index, which a snapshot stands for.</summary>
    public void CompactTo(LogIndex index)
    {
        if (index <= Previous)
        {
            return;
        }

        var term = TermAt(index);
        Invariant.Check(term is not null, "A log is compacted up to an entry that it has.");
        PreviousTerm = term.Value;
        Previous = index;
        while (_kept.Count > 0 && _kept[0].Index <= index)
        {
            RemoveFirstKept();
        }

        while (_terms.Count > 1 && _terms[1].First <= index.Next)
        {
            _terms.RemoveAt(0);
        }

        if (index == Last)
        {
            _terms.Clear();
        }
        else if (_terms[0].First <= index)
        {
            _terms[0] = (index.Next, _terms[0].Term);
        }
    }

    /// <summary>Forgets everything: a snapshot stands for all up to an index.</summary>
    public void Reset(LogIndex index, Term term)
    {
        _terms.Clear();
        _kept.Clear();
        _keptBytes = 0;
        (Previous, PreviousTerm, Last, Durable) = (index, term, index, index);
    }

    /// <summary>Takes entries from memory, from an index, within the bounds of a batch.</summary>
    public List<LogEntry> Take(LogIndex from, int entriesMax, long bytesMax)
    {
        var taken = new List<LogEntry>();
        var bytes = 0L;
        for (var at = (int)(from.Value - FirstKept.Value); at < _kept.Count && taken.Count < entriesMax; at++)
        {
            bytes += _kept[at].Data.Length;
            if (taken.Count > 0 && bytes > bytesMax)
            {
                break;
            }

            taken.Add(_kept[at]);
        }

        return taken;
    }

    /// <summary>Adds the entries in memory of a range to a list.</summary>
    public void CopyKept(LogIndex from, LogIndex to, List<LogEntry> destination)
    {
        for (var index = LogIndex.Max(from, FirstKept); index <= to; index = index.Next)
        {
            destination.Add(_kept[(int)(index.Value - FirstKept.Value)]);
        }
    }

    /// <summary>Lets go of old entries in memory that are durable and handed over.</summary>
    /// <param name="handedOver">What the state machine has been given.</param>
    /// <param name="options">Its bounds on what is kept.</param>
    public void Evict(LogIndex handedOver, CoreOptions options)
    {
        var upTo = LogIndex.Min(Durable, handedOver);
        while (
            (_kept.Count > options.KeptEntriesMax || _keptBytes > options.KeptBytesMax)
            && _kept.Count > 0
            && _kept[0].Index <= upTo
        )
        {
            RemoveFirstKept();
        }
    }

    private void RemoveFirstKept()
    {
        _keptBytes -= _kept[0].Data.Length;
        _kept.RemoveFirst();
    }
}
