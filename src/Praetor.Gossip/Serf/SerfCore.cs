using System.Collections.Immutable;
using System.Text;
using Praetor.Foundation;
using Praetor.Gossip.Coordinates;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>
/// Serf: members with tags, events, queries and places in the network, on top of <see cref="SwimCore"/>, which it owns. No
/// clock, lock, await or I/O: input in, effects out. The parts share this object and its step.
/// </summary>
internal sealed class SerfCore
{
    /// <summary>
    /// Events and queries are sent as often as in a pool of that many, also in a smaller one. By Serf's figure a member of
    /// thirty is missed once in 3,000 times, and waits for a push/pull; intents go by it, since a departure waits for theirs.
    /// </summary>
    private const int EventNodesMin = 100;

    private readonly SerfDelegate _delegate;
    private readonly Departure _departure;
    private readonly SnapshotClocks _clocks;
    private readonly EventCoalescer _coalescer;

    // As many as there are streams under way.
    private readonly HashSet<long> _ignoringJoins = [];
    private SerfEffects? _beforeFirstStep = new();
    private TimeSpan _nextReap;
    private TimeSpan _nextReconnect;
    private long _lastOwnJoin;

    /// <param name="options">Who this member is. Its tags fit their bound.</param>
    /// <param name="random">For all choices, and the phase of timers.</param>
    /// <param name="now">Monotonic time of the start.</param>
    /// <param name="remembered">What the snapshot of the former life says; null for nothing.</param>
    public SerfCore(SerfOptions options, Random random, TimeSpan now, SnapshotState? remembered = null)
    {
        (Options, Random, Now, Effects) = (options, random, now, _beforeFirstStep);
        Intents = NewQueue(nodesMin: 0);
        var eventQueue = NewQueue(EventNodesMin);
        var queryQueue = NewQueue(EventNodesMin);
        Members = new MemberList(this);
        Events = new UserEvents(this, eventQueue);
        Queries = new Queries(this, queryQueue);
        Internal = new InternalQueries(this, options.Keyring);
        Coordinates = options.HasCoordinates ? new CoordinateClient(random) : null;
        _departure = new Departure(this);
        _delegate = new SerfDelegate(this, [Intents, queryQueue, eventQueue]);
        _coalescer = new EventCoalescer(options.CoalescePeriod, options.QuiescentPeriod);
        _clocks = new SnapshotClocks(this);
        _clocks.Recall(remembered);

        // A pool that starts at once, after a power cut, does not try its failed members in chorus.
        _nextReap = now + options.ReapInterval * random.NextDouble();
        _nextReconnect = now + options.ReconnectInterval * random.NextDouble();
        Swim = new SwimCore(
            new SwimOptions
            {
                Name = options.Name,
                Address = options.Address,
                Meta = TagsCodec.Encode(options.Tags),
                Profile = options.Profile,
                PacketOverhead = options.PacketOverhead,
            },
            _delegate,
            random,
            now
        );
    }

    public SerfOptions Options { get; }

    public Random Random { get; }

    public SwimCore Swim { get; }

    public MemberList Members { get; }

    public UserEvents Events { get; }

    public Queries Queries { get; }

    public InternalQueries Internal { get; }

    /// <summary>This member's place; null if places are switched off.</summary>
    public CoordinateClient? Coordinates { get; }

    /// <summary>The places of others, as they told with their last answer to a ping; none of members forgotten.</summary>
    public ImmutableSortedDictionary<string, Coordinate> Places { get; private set; } =
        ImmutableSortedDictionary.Create<string, Coordinate>(StringComparer.Ordinal);

    /// <summary>The clock of members.</summary>
    public LamportClock Clock { get; } = new();

    /// <summary>Intents on their way.</summary>
    public BroadcastQueue Intents { get; }

    /// <summary>The time of the step; valid during one.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>What the step asks for; valid during one.</summary>
    public SerfEffects Effects { get; private set; }

    /// <summary>Whether a join is under way whose pool's old events are not wanted.</summary>
    public bool IgnoresOldEvents => _ignoringJoins.Count > 0;

    public bool IsLeaving => _departure.HasBegun;

    /// <summary>Whether this member has left, and may fall silent.</summary>
    public bool HasLeft => _departure.IsDone;

    /// <summary>When the core wants its next <see cref="SerfInput.Swim.Tick"/>.</summary>
    public TimeSpan NextDeadline =>
        Min(
            Min(Min(_nextReap, _nextReconnect), Swim.NextDeadline),
            Min(Min(Queries.NextDeadline, _departure.NextDeadline), _coalescer.NextDeadline)
        );

    /// <summary>Takes in what happened.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="now">Monotonic time, never less than before.</param>
    /// <param name="effects">Where to add what must be done.</param>
    /// <returns>Why a request was refused, in Serf's words; null if it was not, or was none.</returns>
    public string? Step(SerfInput input, TimeSpan now, SerfEffects effects)
    {
        if (_beforeFirstStep is { } earlier)
        {
            // That this member is there itself was found out at the start.
            effects.Events.AddRange(earlier.Events);
            effects.Snapshot.AddRange(earlier.Snapshot);
            _beforeFirstStep = null;
        }

        (Now, Effects) = (now, effects);
        var refusal = Take(input);
        Tick();
        FinishJoins();
        _clocks.Record(effects);
        _coalescer.Pass(effects.Events, now);
        return refusal;
    }

    /// <summary>Hands an input to the protocol below, in this step.</summary>
    public void StepSwim(SwimInput input) => Swim.Step(input, Now, Effects.Swim);

    /// <summary>Sends a message to one node, now, once, and alone.</summary>
    public void Send(GossipAddress to, byte[] message) =>
        Effects.Swim.Packets.Add(
            new PacketSend(to, [SwimMessageCodec.Encode(new SwimMessage.User(message))], WithChecksum: false)
        );

    /// <summary>Tells what happened to a member.</summary>
    public void Report(MemberChange change, MemberEntry entry)
    {
        Effects.Events.Add(new SerfEvent.Member(change, entry.ToMember()));
        if (change == MemberChange.Joined)
        {
            Effects.Snapshot.Add(new SnapshotLine.Alive(entry.Name, entry.Address));
        }
        else if (change is MemberChange.Left or MemberChange.Failed)
        {
            Effects.Snapshot.Add(new SnapshotLine.Gone(entry.Name));
        }
    }

    /// <summary>Tells everybody that this member is here.</summary>
    public void TellJoin(ulong time)
    {
        var join = new SerfMessage.Join(time, Options.Name);
        Members.Intend(join);
        Intents.Add(null, SerfCodec.Encode(join));
    }

    /// <summary>A member has told where it is.</summary>
    public void Found(string name, Coordinate place) => Places = Places.SetItem(name, place);

    /// <summary>Forgets what is kept of a member beside the list.</summary>
    public void Forget(string name)
    {
        Places = Places.Remove(name);
        Coordinates?.Forget(name);
    }

    private string? Take(SerfInput input)
    {
        switch (input)
        {
            case SerfInput.Swim swim:
                StepSwim(swim.Input);
                return null;
            case SerfInput.Join join:
                if (join.IgnoresOldEvents)
                {
                    _ignoringJoins.Add(join.Request);
                }

                StepSwim(new SwimInput.Join(join.Request, join.Address));
                return null;
            case SerfInput.Leave:
                _departure.Begin();
                return null;
            case SerfInput.ForceLeave leave:
                ForceLeave(leave);
                return null;
            case SerfInput.SetTags tags:
                var meta = TagsCodec.Encode(tags.Tags);
                if (meta.Length > GossipLimits.MetaBytesMax)
                {
                    return $"Encoded length of tags exceeds limit of {GossipLimits.MetaBytesMax} bytes";
                }

                StepSwim(new SwimInput.UpdateMeta(meta));
                return null;
            case SerfInput.FireEvent fire:
                return Events.Fire(fire);
            case SerfInput.Ask ask:
                return Queries.Ask(ask);
            case SerfInput.KeysKept kept:
                Internal.AnswerKept(kept.Ticket, kept.Error);
                return null;
            case SerfInput.Answer answer:
                return Queries.Answer(answer.Ticket, answer.Payload);
            default:
                throw new InvariantException($"{input.GetType()} is no input");
        }
    }

    private void ForceLeave(SerfInput.ForceLeave request)
    {
        var leave = new SerfMessage.Leave(Clock.Next(), request.Node, request.Prune);
        Members.Intend(leave);
        Intents.Add(null, SerfCodec.Encode(leave));
    }

    private void Tick()
    {
        _departure.Tick();
        Queries.Tick();
        if (Now >= _nextReap)
        {
            _nextReap = Now + Options.ReapInterval;
            Members.Reap();
        }

        if (Now >= _nextReconnect)
        {
            _nextReconnect = Now + Options.ReconnectInterval;
            Reconnect();
        }

        if (_delegate.TakeConflict() && Options.ResolvesNameConflicts)
        {
            var ask = new SerfInput.Ask(0, InternalQueries.Conflict, Encoding.UTF8.GetBytes(Options.Name));
            Queries.Ask(ask, new NameVote());
        }
    }

    /// <summary>Tries one failed member, the more likely the more there are, so that a pool does not try one in chorus.</summary>
    private void Reconnect()
    {
        var failed = Members.All.Where(entry => entry.Status == MemberStatus.Failed).ToArray();
        var alive = Math.Max(1, Members.Count - failed.Length - Members.CountOf(MemberStatus.Left));
        if (!IsLeaving && failed.Length > 0 && Random.NextDouble() <= (double)failed.Length / alive)
        {
            StepSwim(new SwimInput.Join(--_lastOwnJoin, failed[Random.Next(failed.Length)].Address));
        }
    }

    private void FinishJoins()
    {
        var joins = Effects.Swim.Joins;
        if (joins.Count == 0)
        {
            return;
        }

        if (joins.Exists(join => join is { Request: >= 0, Error: null }))
        {
            TellJoin(Clock.Time);
        }

        _ignoringJoins.ExceptWith(joins.Select(join => join.Request));

        // Our own attempts to reconnect are nobody's request.
        joins.RemoveAll(join => join.Request < 0);
    }

    private BroadcastQueue NewQueue(int nodesMin)
    {
        // Serf's bound: 4,096, or twice the members where that is more.
        const int DepthMin = 4096;
        return new BroadcastQueue(
            () =>
                SwimFormulas.RetransmitLimit(
                    Options.Profile.RetransmitMultiplier,
                    Math.Max(nodesMin, Swim.Table.Count)
                ),
            () => Math.Max(DepthMin, 2 * Members.Count)
        );
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
