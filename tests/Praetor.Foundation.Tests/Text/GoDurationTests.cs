using Praetor.Foundation.Text;
using Xunit;

namespace Praetor.Foundation.Tests.Text;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("10s", 10_000_000_000)]
    [InlineData("1h30m", 5_400_000_000_000)]
    [InlineData("-1.5s", -1_500_000_000)]
    [InlineData(".5s", 500_000_000)]
    [InlineData("1.s", 1_000_000_000)]
    [InlineData("1us2µs3μs", 6_000)]
    [InlineData("1.000000001s", 1_000_000_001)]
    [InlineData("2540400h10m10s", 9_145_440_610_000_000_000)]
    [InlineData("-9223372036854775808ns", long.MinValue)]
    public void Reads_what_Go_reads(string text, long nanoseconds)
    {
        Assert.True(GoDuration.TryParse(text, out var duration, out var error), error);
        Assert.Equal(nanoseconds, duration.Nanoseconds);
    }

    [Theory]
    [InlineData("", "time: invalid duration \"\"")]
    [InlineData("3", "time: missing unit in duration \"3\"")]
    [InlineData("10x", "time: unknown unit \"x\" in duration \"10x\"")]
    [InlineData("s", "time: invalid duration \"s\"")]
    [InlineData("-", "time: invalid duration \"-\"")]
    [InlineData("9223372036854775808ns", "time: invalid duration \"9223372036854775808ns\"")]
    public void Refuses_with_the_words_of_Go(string text, string expected)
    {
        Assert.False(GoDuration.TryParse(text, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1ns")]
    [InlineData(1_100, "1.1µs")]
    [InlineData(200_000_000, "200ms")]
    [InlineData(15_000_000_000, "15s")]
    [InlineData(90_500_000_000, "1m30.5s")]
    [InlineData(259_200_000_000_000, "72h0m0s")]
    [InlineData(long.MinValue, "-2562047h47m16.854775808s")]
    public void Writes_what_Go_writes(long nanoseconds, string expected)
    {
        Assert.Equal(expected, new GoDuration(nanoseconds).ToString());
    }
}
