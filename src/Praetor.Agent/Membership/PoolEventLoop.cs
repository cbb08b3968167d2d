using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;

namespace Praetor.Agent.Membership;

/// <summary>Takes what a pool tells, at once, and passes it to those it concerns.</summary>
/// <param name="pool">Which pool.</param>
/// <param name="membersChanged">Called when members came, went or changed; must not wait.</param>
/// <param name="received">Called for each event of a member; must not wait.</param>
public sealed class PoolEventLoop(GossipPool pool, Action membersChanged, Action<SerfEvent.User> received)
{
    /// <summary>Takes events until the pool ends.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (await pool.Events.WaitToReadAsync(stopping))
        {
            while (pool.Events.TryRead(out var happened))
            {
                switch (happened)
                {
                    case SerfEvent.Member:
                        membersChanged();
                        break;
                    case SerfEvent.User user:
                        received(user);
                        break;
                }
            }
        }
    }
}
