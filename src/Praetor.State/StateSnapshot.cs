using Praetor.Foundation;
using Praetor.State.Store;
using Praetor.State.Tables;
using Praetor.State.Watches;

namespace Praetor.State;

/// <summary>
/// One version of the whole state. Immutable: read it from any thread, for as long as needed, while writes go on. Each
/// query answers with the index that a blocking query is to wait beyond, 0 if nothing was ever written, and notes in
/// the watch set, if it is given one, what its answer depends on.
/// </summary>
/// <remarks>
/// An index may be that of a whole table where Consul's is. A watch then still wakes for what was asked for only: that
/// the index moved for others is no reason to answer.
/// </remarks>
public sealed partial class StateSnapshot
{
    private readonly StoreView _view;

    internal StateSnapshot(StoreView view, WatchRegistry watches)
    {
        _view = view;
        Watches = watches;
    }

    /// <summary>The committed version; a view into an open transaction has none, and cannot be watched.</summary>
    internal StoreRoot Root
    {
        get
        {
            Invariant.Check(_view is StoreRoot, "Only what was committed is watched.");
            return (StoreRoot)_view;
        }
    }

    internal WatchRegistry Watches { get; }

    private void WatchIndex(WatchSet? watch, string name) =>
        watch?.AddKey(this, Schema.Indexes.Tree, IndexTable.Key(name));
}

/// <summary>An answer and its index.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="Index">What a blocking query is to wait beyond.</param>
/// <param name="Value">The answer.</param>
public readonly record struct Indexed<T>(ulong Index, T Value);
