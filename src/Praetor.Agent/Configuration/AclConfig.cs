using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>Who may do what.</summary>
public sealed record AclConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static AclConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Whether tokens decide what is allowed.</summary>
    public required bool Enabled { get; init; }

    /// <summary>What holds where no rule does: allow or deny.</summary>
    public required string DefaultPolicy { get; init; }

    /// <summary>What holds while no server answers: allow, deny, extend-cache or async-cache.</summary>
    public required string DownPolicy { get; init; }

    /// <summary>How long a resolved token is kept.</summary>
    public required GoDuration TokenTtl { get; init; }

    /// <summary>How long a resolved policy is kept.</summary>
    public required GoDuration PolicyTtl { get; init; }

    /// <summary>How long a resolved role is kept; 0 to ask each time.</summary>
    public required GoDuration RoleTtl { get; init; }

    /// <summary>Whether reading a prefix needs the list right.</summary>
    public required bool EnableKeyListPolicy { get; init; }

    /// <summary>Keep tokens set through the API across restarts.</summary>
    public required bool EnableTokenPersistence { get; init; }

    /// <summary>Replicate tokens from the primary datacenter.</summary>
    public required bool EnableTokenReplication { get; init; }

    /// <summary>The first management token, made with the cluster.</summary>
    public required string InitialManagement { get; init; }

    /// <summary>The token of requests that bring none.</summary>
    public required string DefaultToken { get; init; }

    /// <summary>The token of what the agent does by itself; default when absent.</summary>
    public required string Agent { get; init; }

    /// <summary>A token that reaches this agent while no server answers.</summary>
    public required string AgentRecovery { get; init; }

    /// <summary>The token that replication from the primary datacenter uses.</summary>
    public required string Replication { get; init; }

    /// <summary>The token of services and checks in files that have none.</summary>
    public required string ConfigFileRegistration { get; init; }

    /// <summary>The token of DNS questions; default when absent.</summary>
    public required string Dns { get; init; }

    /// <summary>What holds between services where no intention does: allow or deny; acl.default_policy when absent.</summary>
    public required string DefaultIntentionPolicy { get; init; }

    internal static AclConfig Read(ConfigReader read) =>
        new()
        {
            Enabled = read.Get(AclKeys.Enabled),
            DefaultPolicy = read.Get(AclKeys.DefaultPolicy),
            DownPolicy = read.Get(AclKeys.DownPolicy),
            TokenTtl = read.Get(AclKeys.TokenTtl),
            PolicyTtl = read.Get(AclKeys.PolicyTtl),
            RoleTtl = read.Get(AclKeys.RoleTtl),
            EnableKeyListPolicy = read.Get(AclKeys.EnableKeyListPolicy),
            EnableTokenPersistence = read.Get(AclKeys.EnableTokenPersistence),
            EnableTokenReplication = read.Get(AclKeys.EnableTokenReplication),
            InitialManagement = read.Get(AclKeys.InitialManagement),
            DefaultToken = read.Get(AclKeys.DefaultToken),
            Agent = read.Get(AclKeys.Agent),
            AgentRecovery = read.Get(AclKeys.AgentRecovery),
            Replication = read.Get(AclKeys.Replication),
            ConfigFileRegistration = read.Get(AclKeys.ConfigFileRegistration),
            Dns = read.Get(AclKeys.Dns),
            DefaultIntentionPolicy = read.Get(AclKeys.DefaultIntentionPolicy),
        };
}
