using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Hcl;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>acl</c>.</summary>
internal static class AclKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<bool> Enabled = Keys.Bool(
        "acl.enabled",
        false,
        "Whether tokens decide what is allowed."
    );

    public static readonly ConfigKey<string> DefaultPolicy = Keys.Text(
        "acl.default_policy",
        "allow",
        "What holds where no rule does: allow or deny."
    );

    public static readonly ConfigKey<string> DownPolicy = Keys.Text(
        "acl.down_policy",
        "extend-cache",
        "What holds while no server answers: allow, deny, extend-cache or async-cache."
    );

    public static readonly ConfigKey<GoDuration> TokenTtl = Keys.Duration(
        "acl.token_ttl",
        "30s",
        "How long a resolved token is kept."
    );

    public static readonly ConfigKey<GoDuration> PolicyTtl = Keys.Duration(
        "acl.policy_ttl",
        "30s",
        "How long a resolved policy is kept."
    );

    public static readonly ConfigKey<GoDuration> RoleTtl = Keys.Duration(
        "acl.role_ttl",
        "0s",
        "How long a resolved role is kept; 0 to ask each time."
    );

    public static readonly ConfigKey<bool> EnableKeyListPolicy = Keys.Bool(
        "acl.enable_key_list_policy",
        false,
        "Whether reading a prefix needs the list right."
    );

    public static readonly ConfigKey<bool> EnableTokenPersistence = Keys.Bool(
        "acl.enable_token_persistence",
        false,
        "Keep tokens set through the API across restarts."
    );

    public static readonly ConfigKey<bool> EnableTokenReplication = Keys.Bool(
        "acl.enable_token_replication",
        false,
        "Replicate tokens from the primary datacenter."
    );

    public static readonly ConfigKey<string> InitialManagement = Keys.Text(
            "acl.tokens.initial_management",
            "",
            "The first management token, made with the cluster."
        )
        .Secret()
        .ServerOnly();

    public static readonly ConfigKey<string> DefaultToken = Keys.Text(
            "acl.tokens.default",
            "",
            "The token of requests that bring none."
        )
        .Secret()
        .Reloads(ReloadPart.Tokens);

    public static readonly ConfigKey<string> Agent = Keys.Text(
            "acl.tokens.agent",
            "",
            "The token of what the agent does by itself; default when absent."
        )
        .Secret()
        .Reloads(ReloadPart.Tokens);

    public static readonly ConfigKey<string> AgentRecovery = Keys.Text(
            "acl.tokens.agent_recovery",
            "",
            "A token that reaches this agent while no server answers."
        )
        .Secret()
        .Reloads(ReloadPart.Tokens);

    public static readonly ConfigKey<string> Replication = Keys.Text(
            "acl.tokens.replication",
            "",
            "The token that replication from the primary datacenter uses."
        )
        .Secret()
        .Reloads(ReloadPart.Tokens);

    public static readonly ConfigKey<string> ConfigFileRegistration = Keys.Text(
            "acl.tokens.config_file_service_registration",
            "",
            "The token of services and checks in files that have none."
        )
        .Secret()
        .Reloads(ReloadPart.Tokens);

    public static readonly ConfigKey<string> Dns = Keys.Text(
            "acl.tokens.dns",
            "",
            "The token of DNS questions; default when absent."
        )
        .Secret()
        .Reloads(ReloadPart.Tokens);

    public static readonly ConfigKey<string> DefaultIntentionPolicy = Keys.Text(
        "default_intention_policy",
        "",
        "What holds between services where no intention does: allow or deny; acl.default_policy when absent."
    );

    public static readonly ConfigKey<IReadOnlyList<ObjectNode>> ManagedServiceProvider = Keys.OpaqueList(
            "acl.tokens.managed_service_provider",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<bool> MspDisableBootstrap = Keys.Bool(
            "acl.msp_disable_bootstrap",
            false,
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
