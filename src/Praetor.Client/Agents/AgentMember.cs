using Praetor.Foundation.Wire;

namespace Praetor.Client.Agents;

/// <summary>A member of the gossip pool, as an agent sees it.</summary>
[JsonRecord(GoType = "api.AgentMember", IgnoresUnknown = true)]
public sealed partial record AgentMember
{
    /// <summary>Its name; in the WAN pool with its datacenter behind a dot.</summary>
    public string Name { get; init; } = "";

    /// <summary>The IP address it gossips at.</summary>
    public string Addr { get; init; } = "";

    /// <summary>And the port.</summary>
    public int Port { get; init; }

    /// <summary>What it says about itself.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>0 none, 1 alive, 2 leaving, 3 left, 4 failed.</summary>
    public int Status { get; init; }
}
