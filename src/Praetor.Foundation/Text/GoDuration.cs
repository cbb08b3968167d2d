using System.Globalization;

namespace Praetor.Foundation.Text;

/// <summary>
/// A length of time in nanoseconds with Go's textual form, as it stands in configuration, JSON bodies and messages.
/// </summary>
/// <remarks>
/// A <see cref="TimeSpan"/> counts in 100 ns and would not give back what was put in. Grammar and limits:
/// https://pkg.go.dev/time#ParseDuration.
/// </remarks>
public readonly record struct GoDuration(long Nanoseconds) : IComparable<GoDuration>
{
    private const long Microsecond = 1_000;
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000_000_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    /// <summary>No time at all; also what an absent duration decodes to.</summary>
    public static readonly GoDuration Zero;

    /// <summary>The given number of seconds.</summary>
    public static GoDuration FromSeconds(long seconds) => new(seconds * Second);

    /// <summary>The given number of milliseconds.</summary>
    public static GoDuration FromMilliseconds(long milliseconds) => new(milliseconds * Millisecond);

    /// <summary>The given span; never loses anything.</summary>
    public static GoDuration From(TimeSpan span) => new(checked(span.Ticks * TimeSpan.NanosecondsPerTick));

    /// <summary>The nearest span towards zero: a span counts in 100 ns.</summary>
    public TimeSpan ToTimeSpan() => new(Nanoseconds / TimeSpan.NanosecondsPerTick);

    /// <inheritdoc/>
    public int CompareTo(GoDuration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public static bool operator <(GoDuration left, GoDuration right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(GoDuration left, GoDuration right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(GoDuration left, GoDuration right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(GoDuration left, GoDuration right) => left.Nanoseconds >= right.Nanoseconds;

    /// <summary>Go's text: <c>1h30m0s</c>, <c>1.5s</c>, <c>200ms</c>, <c>0s</c>.</summary>
    public override string ToString()
    {
        if (Nanoseconds == 0)
        {
            return "0s";
        }

        var sign = Nanoseconds < 0 ? "-" : "";
        var magnitude = Nanoseconds < 0 ? 0UL - (ulong)Nanoseconds : (ulong)Nanoseconds;
        if (magnitude < Second)
        {
            var (unit, name) = magnitude switch
            {
                < Microsecond => (1UL, "ns"),
                < Millisecond => ((ulong)Microsecond, "µs"),
                _ => ((ulong)Millisecond, "ms"),
            };
            return sign + WithFraction(magnitude, unit) + name;
        }

        var seconds = WithFraction(magnitude % Minute, Second) + "s";
        var minutes = magnitude / Minute % 60;
        var hours = magnitude / Hour;
        return sign
            + (
                hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h{minutes}m{seconds}")
                : minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{minutes}m{seconds}")
                : seconds
            );
    }

    /// <summary>Reads Go's text.</summary>
    /// <param name="text">For example <c>1h30m</c>, <c>-1.5s</c> or <c>0</c>.</param>
    /// <param name="duration">What was read.</param>
    /// <param name="error">Go's words for what is wrong, as clients of Consul see them.</param>
    public static bool TryParse(string text, out GoDuration duration, out string error)
    {
        duration = default;
        error = "";
        var rest = text.AsSpan();
        var negative = false;
        if (rest.Length > 0 && rest[0] is '-' or '+')
        {
            negative = rest[0] == '-';
            rest = rest[1..];
        }

        if (rest is "0")
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            return Fail($"time: invalid duration {GoQuote.Quote(text)}", out error);
        }

        UInt128 total = 0;
        while (!rest.IsEmpty)
        {
            if (!TakeNumber(ref rest, out var whole, out var fraction, out var scale))
            {
                return Fail($"time: invalid duration {GoQuote.Quote(text)}", out error);
            }

            var unitLength =
                rest.IndexOfAnyInRange('0', '9') is var digit && rest.IndexOf('.') is var dot && dot >= 0
                    ? (digit < 0 ? dot : Math.Min(digit, dot))
                    : rest.IndexOfAnyInRange('0', '9');
            var unitName = unitLength < 0 ? rest : rest[..unitLength];
            rest = rest[unitName.Length..];
            if (unitName.IsEmpty)
            {
                return Fail($"time: missing unit in duration {GoQuote.Quote(text)}", out error);
            }

            if (UnitOf(unitName) is not { } unit)
            {
                return Fail(
                    $"time: unknown unit {GoQuote.Quote(unitName.ToString())} in duration {GoQuote.Quote(text)}",
                    out error
                );
            }

            total += (UInt128)whole * (ulong)unit + (UInt128)(fraction * ((double)unit / scale));
            if (total > (UInt128)long.MaxValue + (negative ? 1UL : 0UL))
            {
                return Fail($"time: invalid duration {GoQuote.Quote(text)}", out error);
            }
        }

        duration = new GoDuration(negative ? unchecked(-(long)(ulong)total) : (long)total);
        return true;
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> rest, out ulong whole, out ulong fraction, out double scale)
    {
        whole = 0;
        fraction = 0;
        scale = 1;
        var start = rest.Length;
        while (!rest.IsEmpty && char.IsAsciiDigit(rest[0]))
        {
            if (whole > (ulong)long.MaxValue / 10)
            {
                return false;
            }

            whole = whole * 10 + (ulong)(rest[0] - '0');
            rest = rest[1..];
        }

        var digits = start - rest.Length;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            rest = rest[1..];
            while (!rest.IsEmpty && char.IsAsciiDigit(rest[0]))
            {
                // Digits past what a long holds are below a nanosecond: read over, as Go does.
                if (fraction <= (ulong)long.MaxValue / 10 - 1)
                {
                    fraction = fraction * 10 + (ulong)(rest[0] - '0');
                    scale *= 10;
                }

                rest = rest[1..];
                digits++;
            }
        }

        return digits > 0;
    }

    private static long? UnitOf(ReadOnlySpan<char> name) =>
        name switch
        {
            "ns" => 1,
            // U+00B5 and U+03BC are both in use for micro.
            "us" or "\u00b5s" or "\u03bcs" => Microsecond,
            "ms" => Millisecond,
            "s" => Second,
            "m" => Minute,
            "h" => Hour,
            _ => null,
        };

    private static string WithFraction(ulong value, ulong unit)
    {
        var whole = (value / unit).ToString(CultureInfo.InvariantCulture);
        var remainder = value % unit;
        if (remainder == 0)
        {
            return whole;
        }

        var width = (int)Math.Log10(unit);
        var digits = remainder.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0').TrimEnd('0');
        return whole + "." + digits;
    }

    private static bool Fail(string message, out string error)
    {
        error = message;
        return false;
    }
}
