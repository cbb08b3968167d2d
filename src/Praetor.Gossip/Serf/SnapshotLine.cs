using System.Globalization;
using System.Net;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>A line of Serf's snapshot.</summary>
internal abstract record SnapshotLine
{
    private const string AliveMark = "alive: ";
    private const string GoneMark = "not-alive: ";
    private const string ClockMark = "clock: ";
    private const string EventClockMark = "event-clock: ";
    private const string QueryClockMark = "query-clock: ";
    private const string LeaveMark = "leave";

    /// <summary>A member is there.</summary>
    internal sealed record Alive(string Name, GossipAddress Address) : SnapshotLine;

    /// <summary>A member is there no longer.</summary>
    internal sealed record Gone(string Name) : SnapshotLine;

    /// <summary>A clock has moved.</summary>
    internal sealed record Clock(SnapshotClock Which, ulong Time) : SnapshotLine;

    /// <summary>This member leaves: what stands before is not for rejoining.</summary>
    internal sealed record Leave : SnapshotLine;

    /// <summary>The line's text, without its end.</summary>
    public sealed override string ToString() =>
        this switch
        {
            Alive alive => $"{AliveMark}{alive.Name} {alive.Address}",
            Gone gone => GoneMark + gone.Name,
            Clock clock => Mark(clock.Which) + clock.Time.ToString(CultureInfo.InvariantCulture),
            _ => LeaveMark,
        };

    /// <summary>Reads a line; null if it is none of these: a comment, or of another version.</summary>
    public static SnapshotLine? Parse(string line)
    {
        if (line == LeaveMark)
        {
            return new Leave();
        }

        if (line.StartsWith(GoneMark, StringComparison.Ordinal))
        {
            return new Gone(line[GoneMark.Length..]);
        }

        if (line.StartsWith(AliveMark, StringComparison.Ordinal))
        {
            // The address has no spaces; a name might.
            var space = line.LastIndexOf(' ');
            return space > AliveMark.Length - 1 && IPEndPoint.TryParse(line[(space + 1)..], out var address)
                ? new Alive(line[AliveMark.Length..space], new GossipAddress(address.Address, (ushort)address.Port))
                : null;
        }

        return ParseClock(line, SnapshotClock.Members)
            ?? ParseClock(line, SnapshotClock.Events)
            ?? ParseClock(line, SnapshotClock.Queries);
    }

    private static Clock? ParseClock(string line, SnapshotClock which)
    {
        var mark = Mark(which);
        return
            line.StartsWith(mark, StringComparison.Ordinal)
            && ulong.TryParse(line.AsSpan(mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? new Clock(which, time)
            : null;
    }

    private static string Mark(SnapshotClock which) =>
        which switch
        {
            SnapshotClock.Members => ClockMark,
            SnapshotClock.Events => EventClockMark,
            _ => QueryClockMark,
        };
}

/// <summary>Serf's three clocks.</summary>
internal enum SnapshotClock
{
    Members,
    Events,
    Queries,
}
