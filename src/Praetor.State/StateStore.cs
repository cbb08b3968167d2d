using Praetor.State.Store;
using Praetor.State.Tables;

namespace Praetor.State;

/// <summary>
/// The replicated state: what the log's entries made so far. One loop applies entries, through <see cref="Begin"/>;
/// anybody reads, through <see cref="Snapshot"/>. It never waits, and knows neither clock nor chance: equal entries
/// give equal states.
/// </summary>
public sealed class StateStore
{
    private readonly VersionedStore _versions = new(Schema.TreeCount);

    /// <summary>How many watches are registered: one for each thing that each waiting query looked at.</summary>
    public int WatchCount => _versions.Watches.Count;

    /// <summary>The state as it is now, for as long as the caller keeps it. From any thread.</summary>
    public StateSnapshot Snapshot() => new(_versions.Current, _versions.Watches);

    /// <summary>Begins to apply one entry of the log. One at a time, from the loop that applies.</summary>
    /// <param name="index">The entry's index: what it changes is marked with it.</param>
    public StateTransaction Begin(ulong index) => new(_versions, index);

    /// <summary>
    /// Begins to build other content, record by record, while the present one stays in use; see
    /// <see cref="StateRestore"/>.
    /// </summary>
    public StateRestore BeginRestore() => new(_versions);
}
