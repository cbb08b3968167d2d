using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Hcl;
using Praetor.Model.Services;

namespace Praetor.Agent.Configuration;

/// <summary>
/// The whole configuration of an agent: validated, immutable, without nulls. Components get their own record of it, not
/// the whole.
/// </summary>
public sealed record AgentConfig
{
    /// <summary>Whether the agent runs with <c>-dev</c>: in memory, alone, on loopback.</summary>
    public required bool DevMode { get; init; }

    public required NodeConfig Node { get; init; }

    public required PortsConfig Ports { get; init; }

    public required AddressesConfig Addresses { get; init; }

    public required JoinConfig Join { get; init; }

    public required AclConfig Acl { get; init; }

    public required TlsConfig Tls { get; init; }

    public required EncryptionConfig Encryption { get; init; }

    public required AutoEncryptConfig AutoEncrypt { get; init; }

    public required AutoConfigConfig AutoConfig { get; init; }

    public required DnsConfig Dns { get; init; }

    public required HttpConfig Http { get; init; }

    public required LimitsConfig Limits { get; init; }

    public required PerformanceConfig Performance { get; init; }

    public required RaftConfig Raft { get; init; }

    public required GossipConfig Gossip { get; init; }

    public required AutopilotSeed Autopilot { get; init; }

    public required ConnectConfig Connect { get; init; }

    public required UiConfig Ui { get; init; }

    public required LoggingConfig Logging { get; init; }

    public required TelemetryConfig Telemetry { get; init; }

    public required ChecksConfig Checks { get; init; }

    public required InternalConfig Internal { get; init; }

    /// <summary>The services that files define, in the order of the files.</summary>
    public required IReadOnlyList<ServiceDefinition> Services { get; init; }

    /// <summary>The checks that files define outside services, in the order of the files.</summary>
    public required IReadOnlyList<CheckDefinition> CheckDefinitions { get; init; }

    /// <summary>The watches that files define: each as it stands, for the watch runner to read.</summary>
    public required IReadOnlyList<ObjectNode> Watches { get; init; }

    /// <summary>What users should know although it is no error, in the order in which it was found.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What was set, for comparing configurations key by key.</summary>
    internal RawConfig Raw { get; init; } = RawConfig.Empty;

    internal IReadOnlyList<RawConfig> RawChecks => Raw.Get(DefinitionKeys.Checks);
}
