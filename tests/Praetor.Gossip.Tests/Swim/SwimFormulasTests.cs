using Praetor.Gossip.Swim;
using Xunit;

namespace Praetor.Gossip.Tests.Swim;

public sealed class SwimFormulasTests
{
    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(3, 1, 3)]
    [InlineData(3, 99, 6)]
    [InlineData(4, 9, 4)]
    [InlineData(4, 10, 8)]
    [InlineData(4, 999, 12)]
    [InlineData(4, 1000, 16)]
    public void A_broadcast_is_sent_so_often(int multiplier, int nodes, int times) =>
        Assert.Equal(times, SwimFormulas.RetransmitLimit(multiplier, nodes));

    [Theory]
    [InlineData(3, 5, 3000)]
    [InlineData(3, 10, 3000)]
    [InlineData(3, 50, 5094)] // log10(50) = 1.69897, cut to thousandths
    [InlineData(3, 100, 6000)]
    [InlineData(3, 500, 8094)]
    [InlineData(3, 1000, 9000)]
    [InlineData(4, 0, 4000)]
    public void A_suspect_has_at_least_so_long(int multiplier, int nodes, int milliseconds) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds),
            SwimFormulas.SuspicionTimeout(multiplier, nodes, TimeSpan.FromSeconds(1))
        );

    [Theory]
    [InlineData(3, 0, 32000)]
    [InlineData(3, 1, 17000)]
    [InlineData(3, 2, 8225)]
    [InlineData(3, 3, 2000)]
    [InlineData(3, 4, 2000)]
    [InlineData(2, 1, 13072)]
    [InlineData(0, 0, 2000)]
    public void Confirmations_shorten_a_suspicion(int expected, int confirmed, int milliseconds) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds),
            SwimFormulas.SuspicionLength(confirmed, expected, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(32))
        );

    [Theory]
    [InlineData(4, 1, 0)]
    [InlineData(4, 3, 0)]
    [InlineData(4, 4, 2)]
    [InlineData(4, 100, 2)]
    [InlineData(6, 5, 0)]
    [InlineData(6, 6, 4)]
    [InlineData(1, 100, 0)]
    public void So_many_others_are_expected_to_confirm(int multiplier, int nodes, int expected) =>
        Assert.Equal(expected, SwimFormulas.ExpectedConfirmations(multiplier, nodes));

    [Theory]
    [InlineData(1, 30)]
    [InlineData(32, 30)]
    [InlineData(33, 60)]
    [InlineData(64, 60)]
    [InlineData(65, 90)]
    [InlineData(1000, 180)]
    public void Exchanges_become_rarer_in_larger_pools(int nodes, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SwimFormulas.PushPullInterval(TimeSpan.FromSeconds(30), nodes));

    [Fact]
    public void The_health_score_stays_within_its_bounds_and_scales()
    {
        var awareness = new Awareness(8);
        awareness.Apply(-3);
        Assert.Equal(0, awareness.Score);
        awareness.Apply(2);
        Assert.Equal(TimeSpan.FromSeconds(3), awareness.Scale(TimeSpan.FromSeconds(1)));
        awareness.Apply(100);
        Assert.Equal(7, awareness.Score);

        var off = new Awareness(1);
        off.Apply(5);
        Assert.Equal(0, off.Score);
    }
}
