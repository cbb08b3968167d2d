using Praetor.Consensus.Driver;

namespace Praetor.Consensus.Core;

/// <summary>What a server is at the moment, with what it knows only while it is that.</summary>
internal abstract class RoleState
{
    public abstract RaftRole Kind { get; }

    /// <summary>Whom this server takes for the leader.</summary>
    public abstract ServerId? Leader { get; }

    /// <summary>The role begins.</summary>
    public virtual void Enter() { }

    /// <summary>Time has passed.</summary>
    public abstract void Tick();

    /// <summary>A message of the current term (or a granted pre-vote) is there.</summary>
    public abstract void Receive(RaftMessage message);

    /// <summary>The disk has confirmed a write.</summary>
    public virtual void Persisted() { }

    /// <summary>The role ends.</summary>
    public virtual void Leave() { }
}
