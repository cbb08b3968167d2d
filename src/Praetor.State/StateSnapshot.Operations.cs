using Praetor.Model.Coordinates;
using Praetor.Model.Operations;
using Praetor.State.Tables;
using Praetor.State.Watches;

namespace Praetor.State;

public sealed partial class StateSnapshot
{
    /// <summary>The configuration of autopilot; null until the first leader wrote it.</summary>
    public Indexed<AutopilotConfig?> AutopilotConfig(WatchSet? watch)
    {
        watch?.AddKey(this, Schema.Autopilot.Tree, []);
        var config = Schema.Autopilot.Find(_view, []);
        return new(config?.ModifyIndex ?? 0, config);
    }

    /// <summary>An entry of the system metadata; null if it does not exist.</summary>
    public Indexed<SystemMetadataEntry?> SystemMetadata(WatchSet? watch, string key)
    {
        watch?.AddKey(this, Schema.Metadata.Tree, Keys.Of(key));
        return new(IndexTable.Max(_view, IndexTable.SystemMetadata), Schema.Metadata.Find(_view, Keys.Of(key)));
    }

    /// <summary>All coordinates, by node and segment.</summary>
    public Indexed<IReadOnlyList<Coordinate>> Coordinates(WatchSet? watch)
    {
        watch?.AddPrefix(this, Schema.Coordinates.Tree, []);
        return new(IndexTable.Max(_view, IndexTable.Coordinates), ListOf(Schema.Coordinates.Prefix(_view, [])));
    }

    /// <summary>The coordinates of one node, one for each segment.</summary>
    public Indexed<IReadOnlyList<Coordinate>> NodeCoordinates(WatchSet? watch, string node)
    {
        watch?.AddPrefix(this, Schema.Coordinates.Tree, Keys.Of(node));
        return new(
            IndexTable.Max(_view, IndexTable.Coordinates),
            ListOf(Schema.Coordinates.Prefix(_view, Keys.Of(node)))
        );
    }
}
