using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>
/// Questions to all or some. A question spreads by gossip; acknowledgements and answers come straight to who asked, and by
/// way of others too if it wants that.
/// </summary>
internal sealed class Queries(SerfCore core, BroadcastQueue queue)
{
    /// <summary>Questions under way here; over it, a new one is refused.</summary>
    private const int UnderWayMax = 1024;

    /// <summary>The default timeout in gossip intervals, times the digits of the pool's size.</summary>
    private const int TimeoutMultiplier = 16;

    private readonly RecentRing<uint> _recent = new(static _ => sizeof(uint));
    private readonly SortedDictionary<(ulong Time, uint Id), Pending> _pending = [];
    private ulong _earliest;

    /// <summary>The clock of queries.</summary>
    public LamportClock Clock { get; } = new();

    /// <summary>When the time of a query of ours is over.</summary>
    public TimeSpan NextDeadline => _pending.Count == 0 ? TimeSpan.MaxValue : _pending.Values.Min(it => it.EndsAt);

    /// <summary>How many wait to be told on.</summary>
    public int Waiting => queue.Count;

    /// <summary>How many were dropped because too many waited.</summary>
    public long Dropped => queue.Dropped;

    /// <summary>Queries before that time are not wanted.</summary>
    public void Ignore(ulong before) => _earliest = Math.Max(_earliest, before);

    /// <summary>Serf's default: long enough for gossip to reach everybody.</summary>
    public TimeSpan DefaultTimeout() =>
        core.Options.Profile.GossipInterval * (TimeoutMultiplier * Math.Ceiling(Math.Log10(core.Members.Count + 1)));

    /// <summary>Asks; says in Serf's words what is wrong, if it is too large.</summary>
    /// <param name="request">The question.</param>
    /// <param name="conflict">Counts the answers, if the question is whose a name is.</param>
    public string? Ask(SerfInput.Ask request, NameVote? conflict = null)
    {
        if (_pending.Count >= UnderWayMax)
        {
            return $"more than {UnderWayMax} queries under way";
        }

        var timeout = request.Timeout ?? DefaultTimeout();
        var query = new SerfMessage.Query(Clock.Time, (uint)core.Random.NextInt64(1L << 32), request.Name)
        {
            AnswerTo = core.Options.Address,
            SourceNode = core.Options.Name,
            Filters = request.Filters,
            Flags = request.WantsAcks ? QueryFlags.Ack : QueryFlags.None,
            RelayFactor = request.RelayFactor,
            Timeout = timeout.Ticks * TimeSpan.NanosecondsPerTick,
            Payload = request.Payload,
        };
        var encoded = SerfCodec.Encode(query);
        if (encoded.Length > core.Options.QueryBytesMax)
        {
            return $"query exceeds limit of {core.Options.QueryBytesMax} bytes";
        }

        Clock.Next();
        _pending.Add((query.Time, query.Id), new Pending(request.Request, core.Now + timeout) { Conflict = conflict });
        Take(query);
        queue.Add(null, encoded);
        return null;
    }

    /// <summary>A question arrived, and is told on if it is news.</summary>
    public void Receive(SerfMessage.Query query, ReadOnlyMemory<byte> encoded)
    {
        if (Take(query) && !query.Flags.HasFlag(QueryFlags.NoBroadcast))
        {
            queue.Add(null, encoded);
        }
    }

    /// <summary>An answer arrived, or an acknowledgement.</summary>
    public void Receive(SerfMessage.QueryResponse response)
    {
        if (!_pending.TryGetValue((response.Time, response.Id), out var pending))
        {
            return;
        }

        // Relayed ones come several times; a liar's names are bounded by the members there are.
        var isAck = response.Flags.HasFlag(QueryFlags.Ack);
        var heard = isAck ? pending.Acks : pending.Answers;
        if (heard.Count > core.Members.Count || !heard.Add(response.From))
        {
            return;
        }

        if (pending.Conflict is { } vote)
        {
            vote.Count(response.Payload, core.Options);
        }
        else
        {
            core.Effects.Events.Add(
                isAck
                    ? new SerfEvent.Acknowledged(pending.Request, response.From)
                    : new SerfEvent.Answered(pending.Request, response.From, response.Payload)
            );
        }
    }

    /// <summary>Answers a question; says in Serf's words what is wrong.</summary>
    public string? Answer(QueryTicket ticket, byte[]? payload)
    {
        if (core.Now > ticket.EndsAt)
        {
            return "response is past the deadline";
        }

        var response = new SerfMessage.QueryResponse(ticket.Time, ticket.Id, core.Options.Name) { Payload = payload };
        var encoded = SerfCodec.Encode(response);
        if (encoded.Length > core.Options.QueryResponseBytesMax)
        {
            return $"response exceeds limit of {core.Options.QueryResponseBytesMax} bytes";
        }

        Send(ticket, encoded);
        return null;
    }

    /// <summary>Ends queries whose time is over.</summary>
    public void Tick()
    {
        if (core.Now < NextDeadline)
        {
            return;
        }

        foreach (var (key, pending) in _pending.Where(it => core.Now >= it.Value.EndsAt).ToArray())
        {
            _pending.Remove(key);
            if (pending.Conflict is { } vote)
            {
                vote.End(core.Effects);
            }
            else
            {
                core.Effects.Events.Add(new SerfEvent.QueryEnded(pending.Request));
            }
        }
    }

    private bool Take(SerfMessage.Query query)
    {
        Clock.Witness(query.Time);
        if (query.Time < _earliest || !_recent.TryAdd(query.Time, Clock.Time, query.Id, static (a, b) => a == b))
        {
            return false;
        }

        var tags = core.Members.Find(core.Options.Name)?.Tags ?? core.Options.Tags;
        foreach (var filter in query.Filters ?? [])
        {
            if (!QueryFilter.Fits(filter, core.Options.Name, tags))
            {
                return true;
            }
        }

        // A timeout from the wire is bounded by what a ticket can say; nobody waits for it here.
        var timeout = TimeSpan.FromTicks(
            Math.Clamp(query.Timeout / TimeSpan.NanosecondsPerTick, 0, TimeSpan.TicksPerDay)
        );
        var ticket = new QueryTicket(query.Time, query.Id, query.Name, query.AnswerTo, query.SourceNode)
        {
            RelayFactor = query.RelayFactor,
            EndsAt = core.Now + timeout,
        };
        if (query.Flags.HasFlag(QueryFlags.Ack))
        {
            var ack = new SerfMessage.QueryResponse(query.Time, query.Id, core.Options.Name) { Flags = QueryFlags.Ack };
            Send(ticket, SerfCodec.Encode(ack));
        }

        if (!core.Internal.TryAnswer(ticket, query.Payload))
        {
            core.Effects.Events.Add(new SerfEvent.Asked(ticket, query.Payload));
        }

        return true;
    }

    private void Send(QueryTicket ticket, byte[] response)
    {
        core.Send(ticket.AnswerTo, response);
        if (ticket.RelayFactor == 0 || core.Members.Count < ticket.RelayFactor + 1)
        {
            return;
        }

        var relay = SerfCodec.Encode(new SerfMessage.Relay(ticket.AnswerTo, ticket.SourceNode, response));
        if (relay.Length > core.Options.QueryResponseBytesMax)
        {
            return;
        }

        var helpers = core.Swim.Table.Pick(
            ticket.RelayFactor,
            node =>
                node.State == NodeState.Alive
                && node.Name != core.Options.Name
                && node.Name != ticket.SourceNode
                && node.Versions.DelegateMax >= 5
        );
        foreach (var helper in helpers)
        {
            core.Send(helper.Address, relay);
        }
    }

    private sealed class Pending(long request, TimeSpan endsAt)
    {
        public long Request { get; } = request;

        public TimeSpan EndsAt { get; } = endsAt;

        public NameVote? Conflict { get; init; }

        public HashSet<string> Acks { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Answers { get; } = new(StringComparer.Ordinal);
    }
}
