using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>
/// What goes over streams: the exchange of all that is known, to join and now and then with a random node, so that what
/// gossip missed is mended; and pings to nodes that do not answer packets.
/// </summary>
internal sealed class StateExchange
{
    /// <summary>memberlist's bound on exchanges under way; over it a join is refused and a round is left out.</summary>
    private const int UnderWayMax = 128;

    private readonly SwimCore _core;
    private readonly Dictionary<long, Errand> _errands = [];
    private long _lastStream;

    public StateExchange(SwimCore core)
    {
        _core = core;
        var interval = core.Profile.PushPullInterval;
        NextDeadline = interval > TimeSpan.Zero ? core.Now + interval * core.Random.NextDouble() : TimeSpan.MaxValue;
    }

    public TimeSpan NextDeadline { get; private set; }

    public void Tick()
    {
        if (_core.Now < NextDeadline)
        {
            return;
        }

        NextDeadline = _core.Now + SwimFormulas.PushPullInterval(_core.Profile.PushPullInterval, _core.Table.Count);
        var picked = _core.Table.Pick(1, node => !_core.IsSelf(node) && node.State == NodeState.Alive);
        if (picked is [var node] && !_core.IsLeaving && _errands.Count < UnderWayMax)
        {
            Open(new Errand(node.Address, Join: null, IsPing: false), LocalState(isJoin: false));
        }
    }

    public void Join(SwimInput.Join join)
    {
        if (_core.IsLeaving || _errands.Count >= UnderWayMax)
        {
            _core.Effects.Joins.Add(
                new JoinEnd(join.Request, _core.IsLeaving ? "this node is leaving" : "too many joins under way")
            );
            return;
        }

        Open(new Errand(join.Address, join.Request, IsPing: false), LocalState(isJoin: true));
    }

    public void Ping(SwimNode node, uint sequence, TimeSpan timeout)
    {
        if (_errands.Count < UnderWayMax)
        {
            Open(
                new Errand(node.Address, Join: null, IsPing: true),
                SwimMessageCodec.Encode(new SwimMessage.Ping(sequence, node.Name)),
                timeout
            );
        }
    }

    public void Receive(SwimInput.StreamRequested request)
    {
        switch (request.Message)
        {
            case SwimMessage.Ping ping when ping.Node.Length == 0 || ping.Node == _core.Options.Name:
                var ack = new SwimMessage.Ack(ping.Sequence, Payload: null);
                _core.Effects.Answers.Add(new StreamAnswer(request.Ticket, SwimMessageCodec.Encode(ack)));
                break;
            case SwimMessage.User user:
                _core.Application.Receive(user.Payload);
                break;
            case SwimMessage.PushPull theirs:
                // First our state, then theirs is merged: they learn what we knew, not their own words.
                _core.Effects.Answers.Add(new StreamAnswer(request.Ticket, LocalState(theirs.IsJoin)));
                if (Merge(theirs) is { } refusal)
                {
                    _core.Effects.Notices.Add(new SwimNotice(SwimNoticeKind.MergeRefused, "", refusal));
                }

                break;
        }
    }

    public void Receive(SwimInput.StreamAnswered answer)
    {
        if (!_errands.Remove(answer.Stream, out var errand))
        {
            return;
        }

        switch (answer.Message)
        {
            case SwimMessage.Ack ack when errand.IsPing:
                _core.Acknowledged(ack, isOverStream: true);
                break;
            case SwimMessage.PushPull theirs when !errand.IsPing:
                End(errand, Merge(theirs with { IsJoin = errand.Join is not null }));
                break;
            case SwimMessage.Error error:
                End(errand, $"remote error: {error.Text}");
                break;
            default:
                End(errand, "the answer is to something else");
                break;
        }
    }

    public void Receive(SwimInput.StreamFailed failure)
    {
        if (_errands.Remove(failure.Stream, out var errand))
        {
            End(errand, failure.Reason);
        }
    }

    private void Open(Errand errand, byte[] message, TimeSpan? timeout = null)
    {
        var stream = ++_lastStream;
        _errands.Add(stream, errand);
        _core.Effects.Streams.Add(new StreamOpen(stream, errand.To, message, timeout ?? _core.Profile.StreamTimeout));
    }

    private void End(Errand errand, string? error)
    {
        if (errand.Join is { } request)
        {
            _core.Effects.Joins.Add(new JoinEnd(request, error));
        }
        else if (error is not null && !errand.IsPing)
        {
            _core.Effects.Notices.Add(new SwimNotice(SwimNoticeKind.MergeRefused, "", error));
        }
    }

    private byte[] LocalState(bool isJoin)
    {
        var nodes = new List<PushPullNode>(_core.Table.Count);
        foreach (var node in _core.Table.Nodes)
        {
            nodes.Add(
                new PushPullNode(node.Name, node.Address, node.Incarnation, node.State)
                {
                    Meta = node.Meta,
                    Versions = node.Versions,
                }
            );
        }

        return SwimMessageCodec.Encode(new SwimMessage.PushPull(isJoin, nodes, _core.Application.LocalState(isJoin)));
    }

    /// <summary>Takes in what another knows; says why not, if it is refused.</summary>
    private string? Merge(SwimMessage.PushPull theirs)
    {
        if (VersionCheck.Refuse(_core.Table.Nodes, theirs.Nodes) is { } incompatible)
        {
            return incompatible;
        }

        if (theirs.IsJoin && _core.Application.RefuseMerge([.. theirs.Nodes.Select(ToMember)]) is { } refusal)
        {
            return refusal;
        }

        foreach (var node in theirs.Nodes)
        {
            Take(node);
        }

        if (theirs.UserState.Length > 0)
        {
            _core.Application.MergeState(theirs.UserState, theirs.IsJoin);
        }

        return null;
    }

    private void Take(PushPullNode node)
    {
        switch (node.State)
        {
            case NodeState.Alive:
                _core.Claims.Alive(
                    new SwimMessage.Alive(node.Incarnation, node.Name, node.Address)
                    {
                        Meta = node.Meta,
                        Versions = node.Versions,
                    }
                );
                break;
            case NodeState.Left:
                _core.Claims.Dead(new SwimMessage.Dead(node.Incarnation, node.Name, node.Name));
                break;
            default:
                // Not dead on another's word alone: the node gets its time to refute, from us as well.
                _core.Claims.Suspect(new SwimMessage.Suspect(node.Incarnation, node.Name, _core.Options.Name));
                break;
        }
    }

    private static SwimMember ToMember(PushPullNode node) =>
        new(node.Name, node.Address.Plain(), node.State)
        {
            Meta = node.Meta,
            Versions = node.Versions ?? ProtocolVersions.Bare,
        };

    private readonly record struct Errand(GossipAddress To, long? Join, bool IsPing);
}
