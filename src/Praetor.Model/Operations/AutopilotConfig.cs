using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Operations;

/// <summary>How the leader looks after the servers.</summary>
[WireRecord]
[JsonRecord(GoType = "api.AutopilotConfiguration")]
public sealed partial record AutopilotConfig : IRaftIndexed
{
    /// <summary>Whether servers that are gone are removed.</summary>
    public bool CleanupDeadServers { get; init; }

    /// <summary>How long a healthy server may be without word from the leader.</summary>
    [JsonField(Duration = DurationForm.Text)]
    public GoDuration LastContactThreshold { get; init; }

    /// <summary>How many entries a healthy server may be behind.</summary>
    public ulong MaxTrailingLogs { get; init; }

    /// <summary>How many servers must stay.</summary>
    public uint MinQuorum { get; init; }

    /// <summary>How long a server must be healthy before it votes.</summary>
    [JsonField(Duration = DurationForm.Text)]
    public GoDuration ServerStabilizationTime { get; init; }

    /// <summary>Without effect in the community edition.</summary>
    public string RedundancyZoneTag { get; init; } = "";

    /// <summary>Without effect in the community edition.</summary>
    public bool DisableUpgradeMigration { get; init; }

    /// <summary>Without effect in the community edition.</summary>
    public string UpgradeVersionTag { get; init; } = "";

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
