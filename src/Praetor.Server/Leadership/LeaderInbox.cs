using System.Threading.Channels;

namespace Praetor.Server.Leadership;

/// <summary>What requests tell the leader's loop. Bounded: a full one makes its callers wait.</summary>
internal sealed class LeaderInbox
{
    // A second of renewals from tens of thousands of sessions; the loop takes them in microseconds each.
    private const int Capacity = 4096;

    private readonly Channel<SessionReset> _resets = Channel.CreateBounded<SessionReset>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Whether members changed since the last look; read by the leader's loop only.</summary>
    public ChannelReader<bool> MemberChanges => _changes.Reader;

    /// <summary>What has been told; read by the leader's loop only.</summary>
    public ChannelReader<SessionReset> Resets => _resets.Reader;

    /// <summary>Members came, went or changed: the loop looks who. From any thread.</summary>
    public void MembersChanged() => _changes.Writer.TryWrite(true);

    /// <summary>A session begins, or was renewed: its time starts anew.</summary>
    public ValueTask ResetSessionAsync(string id, TimeSpan ttl, CancellationToken cancellationToken) =>
        _resets.Writer.WriteAsync(new SessionReset(id, ttl), cancellationToken);
}

/// <summary>A session whose time starts anew.</summary>
internal readonly record struct SessionReset(string Id, TimeSpan Ttl);
