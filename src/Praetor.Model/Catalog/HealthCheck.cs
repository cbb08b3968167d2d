using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>A check and its latest result.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record HealthCheck : IRaftIndexed
{
    /// <summary>The node it belongs to.</summary>
    public string Node { get; init; } = "";

    /// <summary>Unique on its node.</summary>
    [JsonField(GoType = "types.CheckID")]
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

    /// <summary>How it is done: <c>http</c>, <c>tcp</c>, <c>ttl</c>, ...; empty for checks made elsewhere.</summary>
    public string Type { get; init; } = "";

    /// <summary>How often, as Go text.</summary>
    public string Interval { get; init; } = "";

    /// <summary>How long one attempt may take, as Go text.</summary>
    public string Timeout { get; init; } = "";

    /// <summary>The port at which the proxy exposes the checked path.</summary>
    public int ExposedPort { get; init; }

    /// <summary>The peer it was imported from; empty for our own.</summary>
    [JsonField(OmitEmpty = true)]
    public string PeerName { get; init; } = "";

    /// <summary>How it is done, for checks that others registered.</summary>
    public HealthCheckDefinition Definition { get; init; } = HealthCheckDefinition.Empty;

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
