namespace Praetor.Model.Events;

/// <summary>What Consul's agents call the events that they tell each other by gossip.</summary>
public static class PoolEventNames
{
    /// <summary>Another server leads; the payload is its name.</summary>
    public const string NewLeader = "consul:new-leader";

    /// <summary>Stands before the name of an event that a user fires.</summary>
    public const string UserPrefix = "consul:event:";
}
