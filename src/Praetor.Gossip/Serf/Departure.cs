using Praetor.Gossip.Swim;

namespace Praetor.Gossip.Serf;

/// <summary>
/// How a member leaves: 1. it tells that it means to, so that its silence is no failure; 2. it says goodbye below; 3. it
/// stays a while, so that word spreads before it falls silent. Each step has an end, whether others hear of it or not.
/// </summary>
internal sealed class Departure(SerfCore core)
{
    private Step _step = Step.Here;
    private Broadcast? _intent;
    private TimeSpan _endsAt = TimeSpan.MaxValue;

    private enum Step
    {
        Here,
        TellingIntent,
        SayingGoodbye,
        Staying,
        Gone,
    }

    public bool HasBegun => _step != Step.Here;

    public bool IsDone => _step == Step.Gone;

    public TimeSpan NextDeadline => _step is Step.Here or Step.Gone ? TimeSpan.MaxValue : _endsAt;

    public void Begin()
    {
        if (HasBegun)
        {
            return;
        }

        _step = Step.TellingIntent;
        _endsAt = core.Now + core.Options.BroadcastTimeout;
        var intent = new SerfMessage.Leave(core.Clock.Next(), core.Options.Name, Prune: false);
        core.Members.Intend(intent);
        core.Effects.Snapshot.Add(new SnapshotLine.Leave());
        _intent = HasOthers() ? core.Intents.Add(null, SerfCodec.Encode(intent)) : null;
        Tick();
    }

    public void Tick()
    {
        if (_step == Step.TellingIntent && (_intent is null or { IsFinished: true } || core.Now >= _endsAt))
        {
            _step = Step.SayingGoodbye;
            _endsAt = core.Now + core.Options.BroadcastTimeout;
            core.StepSwim(new SwimInput.Leave());
        }

        if (_step == Step.SayingGoodbye && (core.Swim.HasLeft || core.Now >= _endsAt))
        {
            _step = Step.Staying;
            _endsAt = core.Now + (HasOthers() ? core.Options.LeavePropagateDelay : TimeSpan.Zero);
        }

        if (_step == Step.Staying && core.Now >= _endsAt)
        {
            _step = Step.Gone;
        }
    }

    private bool HasOthers() =>
        core.Members.All.Any(entry => entry.Status == MemberStatus.Alive && entry.Name != core.Options.Name);
}
