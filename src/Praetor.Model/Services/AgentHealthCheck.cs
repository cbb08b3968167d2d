using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Services;

/// <summary>A check within <see cref="AgentServiceHealth"/>: as <see cref="HealthCheck"/>, but with other members.</summary>
[JsonRecord(GoType = "api.HealthCheck")]
public sealed partial record AgentHealthCheck
{
    /// <summary>The node it belongs to.</summary>
    public string Node { get; init; } = "";

    /// <summary>Unique on its node.</summary>
    public string CheckID { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>See <see cref="HealthStatus"/>.</summary>
    public string Status { get; init; } = "";

    /// <summary>What people should know about it.</summary>
    public string Notes { get; init; } = "";

    /// <summary>What the last run said.</summary>
    public string Output { get; init; } = "";

    /// <summary>The instance it is about; empty for the whole node.</summary>
    public string ServiceID { get; init; } = "";

    /// <summary>That instance's service.</summary>
    public string ServiceName { get; init; } = "";

    /// <summary>That instance's tags.</summary>
    public IReadOnlyList<string>? ServiceTags { get; init; }

    /// <summary>How it is done.</summary>
    public string Type { get; init; } = "";

    /// <summary>The port at which the proxy exposes the checked path.</summary>
    public int ExposedPort { get; init; }

    /// <summary>The peer it was imported from.</summary>
    [JsonField(OmitEmpty = true)]
    public string PeerName { get; init; } = "";

    /// <summary>How it is done; the agent leaves it empty.</summary>
    public AgentHealthCheckDefinition Definition { get; init; } = AgentHealthCheckDefinition.Empty;

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }

    /// <summary>What the agent shows of a check.</summary>
    public static AgentHealthCheck From(HealthCheck check) =>
        new()
        {
            Node = check.Node,
            CheckID = check.CheckID,
            Name = check.Name,
            Status = check.Status,
            Notes = check.Notes,
            Output = check.Output,
            ServiceID = check.ServiceID,
            ServiceName = check.ServiceName,
            ServiceTags = check.ServiceTags,
            // Consul shows neither the type nor the definition here.
        };
}
