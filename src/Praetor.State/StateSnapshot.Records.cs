using Praetor.State.Snapshots;

namespace Praetor.State;

public sealed partial class StateSnapshot
{
    /// <summary>
    /// The whole state as the content of Consul's <c>state.bin</c>, piece by piece: a header, then one record at a
    /// time. A piece is valid until the next one is asked for; whoever writes them may wait in between.
    /// </summary>
    /// <param name="lastIndex">The index of the last entry that was applied.</param>
    public IEnumerable<ReadOnlyMemory<byte>> EncodeRecords(ulong lastIndex) => SnapshotRecords.Encode(_view, lastIndex);
}
