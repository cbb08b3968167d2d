using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>Whose a name is that two members claim: the one most others know stays, the other must stop.</summary>
internal sealed class NameVote
{
    private int _responses;
    private int _ours;

    /// <summary>Counts an answer; one that cannot be read is none.</summary>
    public void Count(byte[]? payload, SerfOptions options)
    {
        if (SerfReader.TryDecode(payload) is SerfMessage.ConflictResponse { Member: var member })
        {
            _responses++;
            _ours += new GossipAddress(member.Address, member.Port).Plain() == options.Address ? 1 : 0;
        }
    }

    /// <summary>Says so if the name is lost.</summary>
    public void End(SerfEffects effects)
    {
        if (_ours < _responses / 2 + 1)
        {
            effects.Events.Add(new SerfEvent.NameLost(_ours, _responses));
        }
    }
}
