using Praetor.Foundation.Wire;

namespace Praetor.Client.Agents;

/// <summary>What an agent says about itself.</summary>
[JsonRecord(GoType = "map[string]map[string]interface {}", IgnoresUnknown = true)]
public sealed partial record AgentSelf
{
    /// <summary>The settings that matter to others.</summary>
    public AgentSelfConfig Config { get; init; } = AgentSelfConfig.Empty;

    /// <summary>Figures by section and name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>?>? Stats { get; init; }

    /// <summary>Itself as a member of the gossip pool.</summary>
    public AgentMember? Member { get; init; }
}

/// <summary>An agent's settings that matter to others.</summary>
[JsonRecord(GoType = "map[string]interface {}", IgnoresUnknown = true)]
public sealed partial record AgentSelfConfig
{
    /// <summary>Its datacenter.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Its name.</summary>
    public string NodeName { get; init; } = "";

    /// <summary>Its UUID.</summary>
    public string NodeID { get; init; } = "";

    /// <summary>Whether it is a server.</summary>
    public bool Server { get; init; }

    /// <summary>The version of Consul that it is, or stands for.</summary>
    public string Version { get; init; } = "";
}
