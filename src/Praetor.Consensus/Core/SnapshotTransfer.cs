namespace Praetor.Consensus.Core;

/// <summary>
/// What the core has to do with a snapshot that goes from a leader to a follower: it decides that one is needed and
/// what follows from its arrival. The bytes ride a connection of their own, which the driver owns.
/// </summary>
internal static class SnapshotTransfer
{
    /// <summary>On the leader: the transfer is over.</summary>
    public static void Sent(RaftInput.SnapshotSent sent, Progress follower)
    {
        if (follower.Mode != ProgressMode.Snapshot)
        {
            return;
        }

        follower.BeginProbe(sent.IsDelivered ? sent.Index.Next : follower.Match.Next);

        // Not again at once: what broke may be broken still, and the next heartbeat is soon.
        follower.IsWaiting = !sent.IsDelivered;
    }

    /// <summary>On the follower: the whole snapshot is here, was checked against its checksum and is on disk.</summary>
    public static void Received(RaftCore core, RaftInput.SnapshotReceived received)
    {
        if (received.Term < core.Term)
        {
            return; // From a leader of the past. It does no harm on disk: what it stands for is committed.
        }

        Foundation.Invariant.Check(received.Term > core.Term || core.Role is not LeaderRole, "One leader in a term.");
        if (received.Term > core.Term || core.Role is not FollowerRole)
        {
            core.BecomeFollower(received.Term, received.From);
        }

        ((FollowerRole)core.Role).Heard(received.From);
        if (received.Mark.Index > core.Commit)
        {
            core.Restore(received.Mark);
        }

        core.SendWhenDurable(
            new RaftMessage.AppendReply(core.Self, received.From, core.Term)
            {
                IsSuccess = true,
                Index = received.Mark.Index,
                LastLog = core.Log.Last,
                Round = 0,
            }
        );
    }
}
