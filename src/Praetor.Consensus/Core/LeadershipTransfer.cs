namespace Praetor.Consensus.Core;

/// <summary>
/// Hands the leadership over (thesis, 3.10): takes no proposals, waits until the target has everything, tells it to
/// campaign, and gives up after an election timeout.
/// </summary>
internal sealed class LeadershipTransfer(RaftCore core)
{
    private TransferRequest? _request;
    private ServerId _target;
    private TimeSpan _giveUpAt;
    private bool _isTold;

    public bool IsUnderWay => _request is not null;

    /// <summary>Whether the target was told in this term: from then on another may win at any moment.</summary>
    public bool WasTold { get; private set; }

    public void Begin(TransferRequest request, IReadOnlyDictionary<ServerId, Progress> followers)
    {
        var target = request.Target ?? Furthest(followers);
        if (
            IsUnderWay
            || target is null
            || !followers.ContainsKey(target.Value)
            || !core.Configuration.IsVoter(target.Value)
        )
        {
            core.End(request, IsUnderWay ? RequestEnd.Busy : RequestEnd.Refused);
            return;
        }

        (_request, _target, _isTold) = (request, target.Value, false);
        _giveUpAt = core.Now + core.Options.ElectionTimeout;
    }

    public void Tick()
    {
        if (_request is not null && core.Now >= _giveUpAt)
        {
            core.End(_request, RequestEnd.Busy);
            _request = null;
        }
    }

    public void Flush(IReadOnlyDictionary<ServerId, Progress> followers)
    {
        if (_request is null || _isTold || !followers.TryGetValue(_target, out var target))
        {
            return;
        }

        if (target.Match == core.Log.Last)
        {
            _isTold = WasTold = true;
            core.Send(new RaftMessage.TimeoutNow(core.Self, _target, core.Term));
        }
    }

    /// <summary>The leadership is over, which is what was wanted.</summary>
    public void Lost()
    {
        if (_request is not null)
        {
            core.End(_request, _isTold ? RequestEnd.Confirmed : RequestEnd.LeadershipLost);
            _request = null;
        }
    }

    private ServerId? Furthest(IReadOnlyDictionary<ServerId, Progress> followers)
    {
        ServerId? furthest = null;
        foreach (var (id, progress) in followers)
        {
            if (
                core.Configuration.IsVoter(id) && (furthest is null || progress.Match > followers[furthest.Value].Match)
            )
            {
                furthest = id;
            }
        }

        return furthest;
    }
}
