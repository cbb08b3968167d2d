using Praetor.Model.Coordinates;
using Praetor.Model.Operations;
using Praetor.State.Tables;

namespace Praetor.State;

public sealed partial class StateTransaction
{
    /// <summary>Writes the coordinates of nodes that exist; others have left meanwhile, and are skipped.</summary>
    public void UpdateCoordinates(IEnumerable<Coordinate> coordinates)
    {
        foreach (var coordinate in coordinates)
        {
            if (NodeByName("", coordinate.Node) is not null)
            {
                Schema.Coordinates.Put(_store, coordinate);
                IndexTable.Set(_store, IndexTable.Coordinates, Index);
            }
        }
    }

    /// <summary>Writes the configuration of autopilot.</summary>
    public void SetAutopilotConfig(AutopilotConfig config) =>
        Schema.Autopilot.Put(
            _store,
            config with
            {
                CreateIndex = Schema.Autopilot.Find(_store, [])?.CreateIndex ?? Index,
                ModifyIndex = Index,
            }
        );

    /// <summary>Writes the configuration of autopilot if its last change was at the given index.</summary>
    public WriteOutcome SetAutopilotConfigIfUnchanged(AutopilotConfig config, ulong modifyIndex)
    {
        if (Schema.Autopilot.Find(_store, [])?.ModifyIndex != modifyIndex)
        {
            return WriteOutcome.NotDone;
        }

        SetAutopilotConfig(config);
        return WriteOutcome.Done;
    }

    /// <summary>Writes an entry of the system metadata.</summary>
    public void SetSystemMetadata(SystemMetadataEntry entry)
    {
        Schema.Metadata.Put(
            _store,
            entry with
            {
                CreateIndex = Schema.Metadata.Find(_store, Keys.Of(entry.Key))?.CreateIndex ?? Index,
                ModifyIndex = Index,
            }
        );
        IndexTable.Set(_store, IndexTable.SystemMetadata, Index);
    }

    /// <summary>Deletes an entry of the system metadata, if it exists.</summary>
    public void DeleteSystemMetadata(string key)
    {
        if (Schema.Metadata.Remove(_store, Keys.Of(key)) is not null)
        {
            IndexTable.Set(_store, IndexTable.SystemMetadata, Index);
        }
    }
}
