using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>Every key of the agent's configuration.</summary>
internal static class AgentKeys
{
    public static ConfigSchema Schema { get; } =
        new(
            joinedNames: false,
            NodeKeys.Group,
            ForeignKeys.Group,
            PortsKeys.Group,
            AddressKeys.Group,
            JoinKeys.Group,
            AclKeys.Group,
            TlsKeys.Group,
            EncryptionKeys.Group,
            AutoEncryptKeys.Group,
            AutoConfigKeys.Group,
            DnsKeys.Group,
            HttpKeys.Group,
            LimitKeys.Group,
            PerformanceKeys.Group,
            RaftKeys.Group,
            GossipKeys.Group,
            AutopilotKeys.Group,
            ConnectKeys.Group,
            UiKeys.Group,
            LoggingKeys.Group,
            TelemetryKeys.Group,
            CheckKeys.Group,
            DefinitionKeys.Group,
            InternalKeys.Group,
            DeprecatedKeys.Group
        );
}
