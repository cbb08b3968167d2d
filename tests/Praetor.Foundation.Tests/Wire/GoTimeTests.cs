using CsCheck;
using Praetor.Foundation.Wire;
using Xunit;

namespace Praetor.Foundation.Tests.Wire;

public sealed class GoTimeTests
{
    [Theory]
    [InlineData("010000000ee299146d077e059e0000", "2026-11-25T17:39:57.1256994+00:00", 125_699_486, 0)]
    [InlineData("010000000ee2991459363a3d68ffff", "2026-11-25T17:39:37.9097864+00:00", 909_786_472, GoTime.Utc)]
    [InlineData("010000000000000000000000" + "00ffff", "0001-01-01T00:00:00.0000000+00:00", 0, GoTime.Utc)]
    public void Times_that_Consul_wrote_are_understood_and_written_again(
        string hex,
        string moment,
        int nanoseconds,
        short offset
    )
    {
        Assert.True(GoTime.TryRead(Convert.FromHexString(hex), out var time));
        Assert.Equal(moment, time.ToDateTimeOffset().ToString("O"));
        Assert.Equal(nanoseconds, time.Nanoseconds);
        Assert.Equal(offset, time.OffsetMinutes);
        var bytes = new byte[GoTime.Size];
        time.WriteTo(bytes);
        Assert.Equal(hex, Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("010000000ee299146d077e059e00")]
    [InlineData("030000000ee299146d077e059e0000")]
    [InlineData("010000000ee299146d3b9aca000000")]
    [InlineData("010000000ee299146dffffffff0000")]
    public void What_is_no_time_is_refused(string hex) =>
        Assert.False(GoTime.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public void A_moment_comes_back_as_it_was() =>
        Gen.DateTimeOffset.Sample(moment =>
            Assert.Equal(moment.UtcTicks, GoTime.From(moment).ToDateTimeOffset().UtcTicks)
        );

    [Fact]
    public void Times_outside_the_calendar_are_its_ends()
    {
        Assert.Equal(DateTimeOffset.MinValue, new GoTime(-1, 0, GoTime.Utc).ToDateTimeOffset());
        Assert.Equal(DateTimeOffset.MaxValue, new GoTime(long.MaxValue, 0, GoTime.Utc).ToDateTimeOffset());
    }

    [Fact]
    public void The_earlier_time_is_the_lesser_whatever_its_zone()
    {
        var earlier = new GoTime(1, 5, 60);
        var later = new GoTime(1, 6, GoTime.Utc);
        Assert.True(earlier < later && later > earlier && earlier <= later && later >= earlier);
        Assert.True(new GoTime(0, 0, 0).IsZero);
    }
}
