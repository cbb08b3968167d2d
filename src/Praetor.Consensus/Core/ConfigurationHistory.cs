using Praetor.Foundation;

namespace Praetor.Consensus.Core;

/// <summary>
/// The configurations of the log that a truncation could still bring back. The latest is in force, committed or not
/// (Ongaro's thesis, 4.1): applied later, two leaders in one term are possible.
/// </summary>
internal sealed class ConfigurationHistory
{
    private readonly List<(LogIndex Index, ServerConfiguration Configuration)> _entries = [];

    /// <param name="based">What the snapshot says, or the empty configuration at index zero.</param>
    /// <param name="entries">Those of the log after it, ascending.</param>
    public ConfigurationHistory(
        (LogIndex Index, ServerConfiguration Configuration) based,
        IEnumerable<(LogIndex Index, ServerConfiguration Configuration)> entries
    )
    {
        _entries.Add(based);
        _entries.AddRange(entries.Where(entry => entry.Index > based.Index));
    }

    public ServerConfiguration Latest => _entries[^1].Configuration;

    public LogIndex LatestIndex => _entries[^1].Index;

    /// <summary>
    /// Whether a server may campaign: it is a voter in a configuration that may still be the group's. One whose own
    /// demotion is not committed must, or nobody with a log as new as its own could be elected (thesis, 4.2.2).
    /// </summary>
    public bool MayLead(ServerId id)
    {
        foreach (var (_, configuration) in _entries)
        {
            if (configuration.IsVoter(id))
            {
                return true;
            }
        }

        return false;
    }

    public void Append(LogIndex index, ServerConfiguration configuration)
    {
        Invariant.Check(index > LatestIndex, "Configurations come in the order of the log.");
        _entries.Add((index, configuration));
    }

    /// <summary>Goes back to the configuration before an index.</summary>
    public void TruncateFrom(LogIndex index)
    {
        while (_entries.Count > 1 && _entries[^1].Index >= index)
        {
            _entries.RemoveAt(_entries.Count - 1);
        }

        Invariant.Check(LatestIndex < index || _entries.Count == 1, "A committed configuration is never truncated.");
    }

    /// <summary>Forgets what a committed entry has made final.</summary>
    public void CommittedTo(LogIndex commit)
    {
        while (_entries.Count > 1 && _entries[1].Index <= commit)
        {
            _entries.RemoveAt(0);
        }
    }

    /// <summary>Starts again from a snapshot.</summary>
    public void Reset(SnapshotMark mark)
    {
        _entries.RemoveAll(entry => entry.Index <= mark.Index);
        _entries.Insert(0, (mark.ConfigurationIndex, mark.Configuration));
    }
}
