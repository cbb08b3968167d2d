namespace Praetor.Consensus.Core;

/// <summary>Whether a server gives its vote; the same in every role.</summary>
internal static class Voting
{
    /// <remarks>
    /// 1. Who knows of a living leader says no to everybody whom that leader has not sent, and keeps its term: a server
    ///    that was cut off does not disturb a group that works (thesis, 4.2.3 and 9.6), and a lease can be trusted.
    /// 2. A higher term is taken over, unless it is only asked about.
    /// 3. The vote goes to the first of a term whose log is at least as new as ours, and to no other (5.2, 5.4.1).
    /// 4. It is on disk before it is given.
    /// A non-voter votes too: it may have been made a voter by an entry that it does not have yet.
    /// </remarks>
    public static void Requested(RaftCore core, RaftMessage.RequestVote request)
    {
        if (request.Term < core.Term || (!request.IsTransfer && HasLiveLeader(core)))
        {
            core.Send(Reply(core, request, isGranted: false));
            return;
        }

        var isUpToDate = CommitRule.IsUpToDate(request.LastLogTerm, request.LastLog, core.Log.LastTerm, core.Log.Last);
        if (request.IsPreVote)
        {
            var isGranted = isUpToDate && (request.Term > core.Term || IsFree(core, request.From));
            core.Send(Reply(core, request, isGranted));
            return;
        }

        if (request.Term > core.Term)
        {
            core.BecomeFollower(request.Term, leader: null);
        }

        if (!isUpToDate || !IsFree(core, request.From) || core.Role is LeaderRole)
        {
            core.Send(Reply(core, request, isGranted: false));
            return;
        }

        if (core.State.Vote is null)
        {
            core.SaveState(core.State with { Vote = request.From });
        }

        // Whoever has just voted gives the winner time to say so.
        (core.Role as FollowerRole)?.PostponeElection();
        core.SendWhenDurable(Reply(core, request, isGranted: true));
    }

    private static bool IsFree(RaftCore core, ServerId candidate) =>
        core.State.Vote is null || core.State.Vote == candidate;

    private static bool HasLiveLeader(RaftCore core) =>
        core.Role switch
        {
            LeaderRole => true, // It steps down by itself when it has lost its quorum.
            FollowerRole follower => follower.HeardWithin(core.Options.ElectionTimeout),
            _ => false,
        };

    // A granted pre-vote carries the term that was asked about, a refusal our own: from it the asker may learn.
    private static RaftMessage.VoteReply Reply(RaftCore core, RaftMessage.RequestVote request, bool isGranted) =>
        new(core.Self, request.From, request.IsPreVote && isGranted ? request.Term : core.Term)
        {
            IsGranted = isGranted,
            IsPreVote = request.IsPreVote,
        };
}
