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

    /// <summary>Who the node is, and in which mode it runs.</summary>
    public required NodeConfig Node { get; init; }

    /// <summary>Ports of listeners.</summary>
    public required PortsConfig Ports { get; init; }

    /// <summary>Where listeners bind and what others are told.</summary>
    public required AddressesConfig Addresses { get; init; }

    /// <summary>How others are found.</summary>
    public required JoinConfig Join { get; init; }

    /// <summary>Who may do what.</summary>
    public required AclConfig Acl { get; init; }

    /// <summary>TLS of listeners.</summary>
    public required TlsConfig Tls { get; init; }

    /// <summary>Gossip encryption.</summary>
    public required EncryptionConfig Encryption { get; init; }

    /// <summary>Certificates that clients get from servers.</summary>
    public required AutoEncryptConfig AutoEncrypt { get; init; }

    /// <summary>Configuration that clients get from servers.</summary>
    public required AutoConfigConfig AutoConfig { get; init; }

    /// <summary>How DNS questions are answered.</summary>
    public required DnsConfig Dns { get; init; }

    /// <summary>How the HTTP API behaves.</summary>
    public required HttpConfig Http { get; init; }

    /// <summary>What is refused because it is too much.</summary>
    public required LimitsConfig Limits { get; init; }

    /// <summary>Times of the internal protocols.</summary>
    public required PerformanceConfig Performance { get; init; }

    /// <summary>The log and its snapshots.</summary>
    public required RaftConfig Raft { get; init; }

    /// <summary>Times of gossip.</summary>
    public required GossipConfig Gossip { get; init; }

    /// <summary>The first state of autopilot.</summary>
    public required AutopilotSeed Autopilot { get; init; }

    /// <summary>The mesh and peering.</summary>
    public required ConnectConfig Connect { get; init; }

    /// <summary>The console.</summary>
    public required UiConfig Ui { get; init; }

    /// <summary>Where logs go and how much.</summary>
    public required LoggingConfig Logging { get; init; }

    /// <summary>Metrics.</summary>
    public required TelemetryConfig Telemetry { get; init; }

    /// <summary>What all checks have in common.</summary>
    public required ChecksConfig Checks { get; init; }

    /// <summary>Times that no user can change.</summary>
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
