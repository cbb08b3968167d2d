namespace Praetor.Gossip.Serf;

/// <summary>Keeps Serf's three clocks in the snapshot, and goes on with them in the next life.</summary>
internal sealed class SnapshotClocks(SerfCore core)
{
    private readonly ulong[] _recorded = new ulong[3];

    /// <summary>Goes on where the former life ended: what was seen then is not wanted again.</summary>
    public void Recall(SnapshotState? remembered)
    {
        if (remembered is null)
        {
            return;
        }

        core.Clock.Witness(remembered.TimeOf(SnapshotClock.Members));
        core.Events.Clock.Witness(remembered.TimeOf(SnapshotClock.Events));
        core.Queries.Clock.Witness(remembered.TimeOf(SnapshotClock.Queries));
        core.Events.Ignore(remembered.TimeOf(SnapshotClock.Events) + 1);
        core.Queries.Ignore(remembered.TimeOf(SnapshotClock.Queries) + 1);
    }

    /// <summary>Adds a line for each clock that has moved.</summary>
    public void Record(SerfEffects effects)
    {
        Record(effects, SnapshotClock.Members, core.Clock.Time);
        Record(effects, SnapshotClock.Events, core.Events.Clock.Time);
        Record(effects, SnapshotClock.Queries, core.Queries.Clock.Time);
    }

    private void Record(SerfEffects effects, SnapshotClock clock, ulong time)
    {
        // What was last seen, not the next; nothing is written for a clock that never moved.
        if (time - 1 > _recorded[(int)clock])
        {
            _recorded[(int)clock] = time - 1;
            effects.Snapshot.Add(new SnapshotLine.Clock(clock, time - 1));
        }
    }
}
