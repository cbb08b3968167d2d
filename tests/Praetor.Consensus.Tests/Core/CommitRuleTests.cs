using CsCheck;
using Praetor.Consensus.Core;
using Xunit;

namespace Praetor.Consensus.Tests.Core;

public sealed class CommitRuleTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    [InlineData(7, 4)]
    public void A_majority_is_more_than_half(int voters, int majority) =>
        Assert.Equal(majority, CommitRule.Majority(voters));

    [Theory]
    [InlineData("5", 5)]
    [InlineData("5 0", 0)]
    [InlineData("5 4", 4)]
    [InlineData("5 4 0", 4)]
    [InlineData("9 0 0", 0)]
    [InlineData("9 8 0 0 0", 0)]
    [InlineData("9 8 7 0 0", 7)]
    [InlineData("9 8 7 6", 7)]
    public void The_majority_th_largest_over_all_voters_is_reached(string reached, ulong expected)
    {
        var values = reached.Split(' ').Select(ulong.Parse).ToArray();
        Assert.Equal(expected, CommitRule.ReachedByMajority(Group(values.Length, 0), id => values[Number(id)]));
    }

    [Fact]
    public void Non_voters_never_count()
    {
        // Two voters at 3 and 0, and three non-voters that have everything.
        Assert.Equal(
            0UL,
            CommitRule.ReachedByMajority(
                Group(2, 3),
                id =>
                    Number(id) switch
                    {
                        0 => 3,
                        1 => 0,
                        _ => 9,
                    }
            )
        );
        Assert.Equal(0UL, CommitRule.ReachedByMajority(Group(0, 3), _ => 9));
    }

    [Fact]
    public void What_is_reached_is_reached_by_a_majority_and_nothing_above_is() =>
        Gen.ULong[0, 20]
            .Array[1, 20]
            .Sample(values =>
            {
                var reached = CommitRule.ReachedByMajority(Group(values.Length, 0), id => values[Number(id)]);
                var majority = values.Length / 2 + 1;
                return values.Count(value => value >= reached) >= majority
                    && values.Count(value => value > reached) < majority;
            });

    [Theory]
    [InlineData(2, 1, 1, 9, true)] // A later last term wins over a longer log.
    [InlineData(1, 9, 2, 1, false)]
    [InlineData(2, 5, 2, 5, true)] // Between equal terms the longer log wins.
    [InlineData(2, 6, 2, 5, true)]
    [InlineData(2, 4, 2, 5, false)]
    public void The_last_term_decides_which_log_is_newer(
        ulong term,
        ulong index,
        ulong otherTerm,
        ulong otherIndex,
        bool isUpToDate
    ) =>
        Assert.Equal(
            isUpToDate,
            CommitRule.IsUpToDate(new Term(term), new LogIndex(index), new Term(otherTerm), new LogIndex(otherIndex))
        );

    private static int Number(ServerId id) => int.Parse(id.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static ServerConfiguration Group(int voters, int nonVoters) =>
        new([
            .. Enumerable
                .Range(0, voters + nonVoters)
                .Select(n => new RaftServer(new ServerId($"{n}"), "", n < voters ? Suffrage.Voter : Suffrage.NonVoter)),
        ]);
}
