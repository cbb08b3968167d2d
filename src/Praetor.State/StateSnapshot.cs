using Praetor.State.Store;
using Praetor.State.Watches;

namespace Praetor.State;

/// <summary>
/// One version of the whole state. Immutable: read it from any thread, for as long as needed, while writes go on. Each
/// query answers with the index that a blocking query is to wait beyond, and notes in the watch set, if it is given
/// one, what its answer depends on.
/// </summary>
public sealed partial class StateSnapshot
{
    internal StateSnapshot(StoreRoot root, WatchRegistry watches)
    {
        Root = root;
        Watches = watches;
    }

    internal StoreRoot Root { get; }

    internal WatchRegistry Watches { get; }
}
