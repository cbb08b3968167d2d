using Praetor.State.Store;
using Praetor.State.Tables;

namespace Praetor.State.Snapshots;

/// <summary>
/// Makes up the indexes that a snapshot of Consul before 1.13 does not have: it knew no peers, and kept those of the
/// catalog under names without one, and none for nodes.
/// </summary>
internal static class OlderIndexes
{
    private const string ServicePrefix = "service.";
    private const string ServiceExtinction = "service_last_extinction";

    public static void Complete(StoreTransaction content)
    {
        if (IndexTable.Find(content, IndexTable.Scoped("", IndexTable.Nodes)) is not null)
        {
            return;
        }

        foreach (var entry in StateSnapshot.ListOf(Schema.Indexes.Prefix(content, [])))
        {
            var isCatalog =
                entry.Key is IndexTable.Nodes or IndexTable.Services or IndexTable.Checks or ServiceExtinction
                || entry.Key.StartsWith(ServicePrefix, StringComparison.Ordinal);
            if (isCatalog)
            {
                IndexTable.Set(content, IndexTable.Scoped("", entry.Key), entry.Value);
            }
        }

        foreach (var node in StateSnapshot.ListOf(Schema.Nodes.Prefix(content, Keys.Of(""))))
        {
            var index = node.ModifyIndex;
            foreach (var service in Schema.Services.Prefix(content, Keys.Of("", node.Name)))
            {
                index = Math.Max(index, service.Service.ModifyIndex);
            }

            IndexTable.Set(content, IndexTable.OfNode("", node.Name), index);
        }
    }
}
