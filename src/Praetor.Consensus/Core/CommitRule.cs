namespace Praetor.Consensus.Core;

/// <summary>What a majority is, and what it agrees on. Pure formulas over the voters of a configuration.</summary>
internal static class CommitRule
{
    /// <summary>How many of a number of voters are a majority.</summary>
    public static int Majority(int voters) => voters / 2 + 1;

    /// <summary>
    /// The largest value that a majority of the voters has reached: the majority-th largest over all voters, those that
    /// never answered included (as zero).
    /// </summary>
    /// <param name="configuration">The latest configuration in the log; non-voters in it do not count.</param>
    /// <param name="reached">What each voter has reached: a durable match index, a round.</param>
    /// <returns>Zero when there is no voter.</returns>
    public static ulong ReachedByMajority(ServerConfiguration configuration, Func<ServerId, ulong> reached)
    {
        var voters = configuration.VoterCount;
        if (voters == 0)
        {
            return 0;
        }

        Span<ulong> values = voters <= 16 ? stackalloc ulong[voters] : new ulong[voters];
        var count = 0;
        foreach (var server in configuration.Servers)
        {
            if (server.Suffrage == Suffrage.Voter)
            {
                values[count++] = reached(server.Id);
            }
        }

        values.Sort();
        return values[voters - Majority(voters)];
    }

    /// <summary>Whether the voters of a set are a majority of the configuration.</summary>
    public static bool IsMajority(ServerConfiguration configuration, Func<ServerId, bool> agrees) =>
        ReachedByMajority(configuration, id => agrees(id) ? 1UL : 0UL) == 1;

    /// <summary>Whether a log is at least as new as another: the last term decides, the last index only between equals (5.4.1).</summary>
    public static bool IsUpToDate(Term lastTerm, LogIndex lastIndex, Term otherLastTerm, LogIndex otherLastIndex) =>
        lastTerm > otherLastTerm || (lastTerm == otherLastTerm && lastIndex >= otherLastIndex);
}
