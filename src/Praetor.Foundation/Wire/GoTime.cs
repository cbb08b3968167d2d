using System.Buffers.Binary;

namespace Praetor.Foundation.Wire;

/// <summary>
/// A moment as Go marshals it: 15 bytes of version, seconds since the year 1 (UTC), nanoseconds and the zone's offset.
/// Finer than <see cref="DateTimeOffset"/>, so that what was read is written back unchanged.
/// </summary>
/// <param name="Seconds">Since 0001-01-01T00:00:00Z; may be negative in bytes from elsewhere.</param>
/// <param name="Nanoseconds">0 to 999,999,999.</param>
/// <param name="OffsetMinutes">The zone's offset; <see cref="Utc"/> for UTC.</param>
public readonly record struct GoTime(long Seconds, int Nanoseconds, short OffsetMinutes) : IComparable<GoTime>
{
    /// <summary>The offset that says UTC, as against a zone that happens to have no offset.</summary>
    public const short Utc = -1;

    /// <summary>How many bytes a time takes.</summary>
    public const int Size = 15;

    private const byte Version = 1;

    /// <summary>Go's zero time, which means "never".</summary>
    public static readonly GoTime Zero = new(0, 0, Utc);

    /// <summary>Whether this is the zero time, whatever its zone.</summary>
    public bool IsZero => Seconds == 0 && Nanoseconds == 0;

    /// <summary>The moment, in UTC.</summary>
    public static GoTime From(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks;
        var nanoseconds = ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick;
        return new GoTime(ticks / TimeSpan.TicksPerSecond, (int)nanoseconds, Utc);
    }

    /// <summary>The moment in UTC, down to 100 ns; the nearest one where .NET's years 1 to 9999 do not hold it.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        if (Seconds < 0)
        {
            return DateTimeOffset.MinValue;
        }

        return Seconds > DateTimeOffset.MaxValue.UtcTicks / TimeSpan.TicksPerSecond
            ? DateTimeOffset.MaxValue
            : new DateTimeOffset(
                Seconds * TimeSpan.TicksPerSecond + Nanoseconds / TimeSpan.NanosecondsPerTick,
                TimeSpan.Zero
            );
    }

    /// <summary>Writes the 15 bytes.</summary>
    /// <param name="destination">At least <see cref="Size"/> bytes.</param>
    public void WriteTo(Span<byte> destination)
    {
        destination[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], Seconds);
        BinaryPrimitives.WriteInt32BigEndian(destination[9..], Nanoseconds);
        BinaryPrimitives.WriteInt16BigEndian(destination[13..], OffsetMinutes);
    }

    /// <summary>Reads the 15 bytes; false if they are no time.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out GoTime time)
    {
        time = Zero;
        if (source.Length != Size || source[0] != Version)
        {
            return false;
        }

        var nanoseconds = BinaryPrimitives.ReadInt32BigEndian(source[9..]);
        if (nanoseconds is < 0 or > 999_999_999)
        {
            return false;
        }

        var seconds = BinaryPrimitives.ReadInt64BigEndian(source[1..]);
        time = new GoTime(seconds, nanoseconds, BinaryPrimitives.ReadInt16BigEndian(source[13..]));
        return true;
    }

    /// <summary>Earlier first; the zone does not matter.</summary>
    public int CompareTo(GoTime other)
    {
        var bySeconds = Seconds.CompareTo(other.Seconds);
        return bySeconds != 0 ? bySeconds : Nanoseconds.CompareTo(other.Nanoseconds);
    }

    public static bool operator <(GoTime left, GoTime right) => left.CompareTo(right) < 0;

    public static bool operator >(GoTime left, GoTime right) => left.CompareTo(right) > 0;

    public static bool operator <=(GoTime left, GoTime right) => left.CompareTo(right) <= 0;

    public static bool operator >=(GoTime left, GoTime right) => left.CompareTo(right) >= 0;
}
