using Praetor.Consensus.Driver;
using Praetor.State;

namespace Praetor.Server.Snapshots;

/// <summary>A picture of the state for Raft to write away, record by record, while writes go on.</summary>
internal sealed class StateSnapshotSource(StateSnapshot snapshot, ulong lastIndex) : ISnapshotSource
{
    public async ValueTask WriteAsync(Stream destination, CancellationToken stopping)
    {
        foreach (var record in snapshot.EncodeRecords(lastIndex))
        {
            await destination.WriteAsync(record, stopping);
        }
    }

    public void Dispose()
    {
        // The picture is a root of the tree: it goes when nobody holds it.
    }
}
