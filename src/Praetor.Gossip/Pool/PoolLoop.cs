using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>
/// Owns the core. For each input it steps the core and performs the effects in this order: 1. packets go out, and streams are
/// opened; 2. whoever waits is answered; 3. lines go to the snapshot, and events to whoever takes them; 4. the new view is there
/// for readers; 5. keys that changed are kept on disk, and only then does the core, in a step of its own, tell who changed them.
/// </summary>
internal sealed partial class PoolLoop
{
    /// <summary>As many inputs are taken between two looks at the clock; a full inbox takes eight.</summary>
    private const int BatchMax = 128;

    /// <summary>Events nobody has taken yet. Whoever takes them does so at once, or is lost itself.</summary>
    private const int EventsMax = 4096;

    private static readonly TimeSpan ComplainEvery = TimeSpan.FromSeconds(30);

    private readonly PoolOptions _options;
    private readonly PoolSeams _seams;
    private readonly PoolInbox _inbox;
    private readonly PoolStreams _streams;
    private readonly SnapshotLoop? _snapshot;
    private readonly PoolMetrics _metrics;
    private readonly ILogger _logger;
    private readonly long _started;
    private readonly SerfCore _core;
    private readonly SerfEffects _effects = new();
    private readonly PacketCodec _packets;
    private readonly PoolCompletions _waiting = new();
    private readonly Complaint _lostEvents;
    private readonly QueueWatch _queues;
    private readonly Channel<SerfEvent> _events = Channel.CreateBounded<SerfEvent>(
        new BoundedChannelOptions(EventsMax) { SingleReader = true, SingleWriter = true }
    );

    private volatile PoolView _view;
    private long _lastNumber;
    private PoolMembers _members;

    public PoolLoop(
        PoolOptions options,
        PoolSeams seams,
        PoolInbox inbox,
        PoolStreams streams,
        SnapshotLoop? snapshot,
        SnapshotState? remembered,
        PoolMetrics metrics,
        ILogger logger
    )
    {
        (_options, _seams, _inbox, _streams) = (options, seams, inbox, streams);
        (_snapshot, _metrics, _logger) = (snapshot, metrics, logger);
        _started = seams.Time.GetTimestamp();
        _packets = new PacketCodec(options.Layers, seams.Entropy);
        _lostEvents = new Complaint(seams.Time, ComplainEvery);
        _core = new SerfCore(
            options.Member with
            {
                Keyring = options.Layers.Keyring,
                PacketOverhead = _packets.Overhead,
                Admits = Admits,
            },
            seams.Random,
            TimeSpan.Zero,
            remembered
        );
        _queues = new QueueWatch(_core, options.Pool, logger);
        _members = new PoolMembers(_core.Members.ByName);
        _view = NewView();
    }

    /// <summary>The pool as of the last step; never waits.</summary>
    public PoolView View => _view;

    /// <summary>What happened, for one reader.</summary>
    public ChannelReader<SerfEvent> Events => _events.Reader;

    private TimeSpan Now => _seams.Time.GetElapsedTime(_started);

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = _seams.Time.CreateTimer(
            static state => ((PoolInbox)state!).TryAdd(PoolInput.Wake.Instance), // Handed over below; a full inbox wakes too.
            _inbox,
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            while (await _inbox.Reader.WaitToReadAsync(stopping))
            {
                var began = _seams.Time.GetTimestamp();
                for (var n = 0; n < BatchMax && _inbox.Reader.TryRead(out var input); n++)
                {
                    await TakeAsync(input, stopping);
                }

                if (Now >= _core.NextDeadline)
                {
                    await StepAsync(SerfInput.Swim.Tick, stopping);
                }

                _queues.Look(Now);
                timer.Change(UntilDeadline(), Timeout.InfiniteTimeSpan);
                _metrics.Busy(_seams.Time.GetElapsedTime(began));
            }
        }
        finally
        {
            _inbox.Close();
            _waiting.CancelAll();
            _events.Writer.TryComplete();
        }
    }

    private TimeSpan UntilDeadline()
    {
        // Whole milliseconds, rounded up: timers round down, and would fire too early again and again.
        var milliseconds = Math.Ceiling((_core.NextDeadline - Now).TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, TimeSpan.MillisecondsPerDay));
    }

    private async ValueTask TakeAsync(PoolInput input, CancellationToken stopping)
    {
        switch (input)
        {
            case PoolInput.Swim swim:
                await StepAsync(new SerfInput.Swim(swim.Input), stopping);
                break;
            case PoolInput.Heard heard:
                await StepAsync(
                    new SerfInput.Swim(new SwimInput.StreamRequested(++_lastNumber, heard.Message)),
                    stopping,
                    heard
                );
                break;
            case PoolInput.Answered answered:
                await StepAsync(new SerfInput.Swim(answered.Outcome), stopping);
                answered.Taken.TrySetResult(true);
                break;
            case PoolInput.Request request:
                request.Done.TrySetResult(await StepAsync(request.Input, stopping));
                break;
            case PoolInput.Join join:
                _waiting.Add(++_lastNumber, join.Done);
                await StepAsync(new SerfInput.Join(_lastNumber, join.Address, join.IgnoresOldEvents), stopping);
                break;
            case PoolInput.Leave leave:
                _waiting.Add(leave.Done);
                await StepAsync(new SerfInput.Leave(), stopping);
                break;
            case PoolInput.Ask ask:
                await AskAsync(ask, stopping);
                break;
        }
    }

    private async ValueTask AskAsync(PoolInput.Ask ask, CancellationToken stopping)
    {
        var number = ++_lastNumber;
        var members = CountPresent();
        _waiting.Add(number, new PendingQuery(members, ask.EndsWithLastAnswer, ask.Done));
        var query = ask.Query;
        var request = new SerfInput.Ask(number, query.Name, query.Payload)
        {
            Filters = QueryFilter.Encode(query.Nodes, query.Tags),
            WantsAcks = query.WantsAcks,
            RelayFactor = query.RelayFactor,
            Timeout = query.Timeout,
        };
        if (await StepAsync(request, stopping) is { } refusal)
        {
            _waiting.Refuse(number, refusal);
        }
    }

    /// <summary>Those whose answer there may be: memberlist counts them so.</summary>
    private int CountPresent() => _core.Swim.Table.Nodes.Count(static node => !node.IsGone);

    private async ValueTask<string?> StepAsync(
        SerfInput input,
        CancellationToken stopping,
        PoolInput.Heard? heard = null
    )
    {
        _effects.Clear();
        var refusal = _core.Step(input, Now, _effects);
        QueryTicket[] changes = _effects.Events.Exists(static it => it is SerfEvent.KeysChanged)
            ? [.. _effects.Events.OfType<SerfEvent.KeysChanged>().Select(static it => it.Ticket)]
            : [];
        Perform(heard, stopping);
        Look();
        foreach (var change in changes)
        {
            await StepAsync(new SerfInput.KeysKept(change, await KeepKeysAsync()), stopping);
        }

        return refusal;
    }

    private void Perform(PoolInput.Heard? heard, CancellationToken stopping)
    {
        // 1.
        foreach (var packet in _effects.Swim.Packets)
        {
            var bytes = _packets.Seal(packet.Messages, packet.WithChecksum);
            if (_seams.Transport.TrySend(bytes, packet.To.ToEndPoint()))
            {
                _metrics.PacketSent(bytes.Length);
            }
        }

        foreach (var stream in _effects.Swim.Streams)
        {
            _streams.Open(stream, stopping);
        }

        // 2.
        heard?.Answer.TrySetResult(_effects.Swim.Answers is [var answer, ..] ? answer.Message : null);
        foreach (var join in _effects.Swim.Joins)
        {
            _waiting.Joined(join);
        }

        if (_core.HasLeft)
        {
            _waiting.Left();
        }

        // 3.
        if (_effects.Snapshot.Count > 0)
        {
            _snapshot?.Add(_effects.Snapshot);
        }

        foreach (var happened in _effects.Events)
        {
            HandOn(happened);
        }

        foreach (var notice in _effects.Swim.Notices)
        {
            Tell(notice);
        }

        if (_effects.Refused > 0)
        {
            _metrics.RefusedInside(_effects.Refused);
        }
    }

    /// <summary>5. Keeps keys that changed; says why they could not be kept.</summary>
    private async ValueTask<string?> KeepKeysAsync()
    {
        if (_options.KeepKeys is not { } keep)
        {
            return null;
        }

        try
        {
            await keep(_options.Layers.Keyring!.Keys); // Only a ring has keys that change.
            return null;
        }
        catch (StorageException failure)
        {
            LogKeysNotKept(_logger, _options.Pool, failure.Message);
            return failure.Message;
        }
    }

    private void HandOn(SerfEvent happened)
    {
        if (_waiting.TryTake(happened))
        {
            return;
        }

        Tell(happened);
        if (_events.Writer.TryWrite(happened))
        {
            _metrics.EventHandedOn();
            return;
        }

        _metrics.EventDropped();
        if (_lostEvents.IsDue(out var before))
        {
            LogEventsLost(_logger, _options.Pool, before);
        }
    }

    private bool Admits(SerfMember member) =>
        AllowedSources.Contains(_options.AllowedNetworks, member.Address)
        && (_options.Member.Admits?.Invoke(member) ?? true);

    /// <summary>4. Makes the view anew, the members only where they changed.</summary>
    private void Look()
    {
        if (!_members.Are(_core.Members.ByName))
        {
            _members = new PoolMembers(_core.Members.ByName);
        }

        _view = NewView();
    }

    private PoolView NewView() =>
        new(_members)
        {
            Place = _core.Coordinates?.Place,
            Places = _core.Places,
            Numbers = new PoolNumbers
            {
                IsEncrypted = _options.Layers is { Keyring: not null, VerifiesOutgoing: true },
                HealthScore = _core.Swim.Awareness.Score,
                MemberTime = _core.Clock.Time,
                EventTime = _core.Events.Clock.Time,
                QueryTime = _core.Queries.Clock.Time,
                IntentQueue = _core.Intents.Count,
                EventQueue = _core.Events.Waiting,
                QueryQueue = _core.Queries.Waiting,
                CoordinateResets = _core.Coordinates?.Resets ?? 0,
            },
        };
}
