using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>Keys of the past, which hand their value to another key of the same file and warn.</summary>
internal static class DeprecatedKeys
{
    private static readonly KeyGroup Keys = new();

    // In the order in which Consul looks at them, which is the order of the warnings.
    private static readonly Deprecation[] All =
    [
        Text("acl_agent_master_token", AclKeys.AgentRecovery),
        Text("acl_agent_token", AclKeys.Agent),
        Text("acl_token", AclKeys.DefaultToken),
        Text("acl_master_token", AclKeys.InitialManagement),
        Text("acl_replication_token", AclKeys.Replication, AclKeys.EnableTokenReplication),
        Truth("enable_acl_replication", AclKeys.EnableTokenReplication),
        Text("acl_datacenter", NodeKeys.PrimaryDatacenter, AclKeys.Enabled),
        Text("acl_default_policy", AclKeys.DefaultPolicy),
        Text("acl_down_policy", AclKeys.DownPolicy),
        Text("acl_ttl", AclKeys.TokenTtl),
        Truth("acl_enable_key_list_policy", AclKeys.EnableKeyListPolicy),
        Text("acl.tokens.master", AclKeys.InitialManagement),
        Text("acl.tokens.agent_master", AclKeys.AgentRecovery),
        Text("ca_file", TlsKeys.DefaultsCaFile),
        Text("ca_path", TlsKeys.DefaultsCaPath),
        Text("cert_file", TlsKeys.DefaultsCertificateFile),
        Text("key_file", TlsKeys.DefaultsKeyFile),
        Text("tls_cipher_suites", TlsKeys.DefaultsCipherSuites),
        Text("tls_min_version", TlsKeys.DefaultsMinVersion) with
        {
            Translate = TlsVersion,
        },
        Truth("verify_incoming", TlsKeys.DefaultsVerifyIncoming) with
        {
            SparesGrpc = true,
        },
        Truth("verify_incoming_https", TlsKeys.HttpsVerifyIncoming),
        Truth("verify_incoming_rpc", TlsKeys.RpcVerifyIncoming),
        Truth("verify_outgoing", TlsKeys.DefaultsVerifyOutgoing),
        Truth("verify_server_hostname", TlsKeys.RpcVerifyServerHostname),
        Ignored("tls_prefer_server_cipher_suites"),
        List("start_join", JoinKeys.RetryJoin),
        List("start_join_wan", JoinKeys.RetryJoinWan),
        Truth("ui", UiKeys.Enabled),
        Text("ui_dir", UiKeys.Directory),
        Text("ui_content_path", UiKeys.ContentPath),
        Truth("raft_boltdb.NoFreelistSync", RaftKeys.NoFreelistSync),
    ];

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;

    /// <summary>Each key with the path of the one that takes its value; empty when it is ignored.</summary>
    public static IEnumerable<(ConfigKey Key, string Replacement)> Replacements =>
        All.Select(deprecation => (deprecation.Key, deprecation.Replacement?.Path ?? ""));

    /// <summary>Hands the values over within one source, unless that says both, and answers the warnings.</summary>
    public static IReadOnlyList<string> Apply(RawConfig raw)
    {
        var warnings = new List<string>();
        foreach (var deprecation in All)
        {
            if (raw.Find(deprecation.Key) is not { } value)
            {
                continue;
            }

            warnings.Add(
                deprecation.Replacement is null
                    ? $"The '{deprecation.Key.Path}' field is deprecated and will be ignored."
                    : $"The '{deprecation.Key.Path}' field is deprecated. Use the '{deprecation.Replacement.Path}' field instead."
            );
            HandOver(raw, deprecation, value);
        }

        return warnings;
    }

    private static void HandOver(RawConfig raw, Deprecation deprecation, RawValue value)
    {
        if (deprecation.Replacement is { } replacement && (replacement.Collects || !raw.Has(replacement)))
        {
            raw.Add(replacement, deprecation.Translate(value.Value), value.Source);
        }

        if (deprecation.TurnsOn is { } turnsOn && !raw.Has(turnsOn))
        {
            raw.Set(turnsOn, true, value.Source);
        }

        // The key is older than TLS for gRPC, where asking for certificates would lock out who never had one.
        if (deprecation.SparesGrpc && !raw.Has(TlsKeys.GrpcVerifyIncoming))
        {
            raw.Set(TlsKeys.GrpcVerifyIncoming, false, value.Source);
        }
    }

    private static object TlsVersion(object value) =>
        value switch
        {
            "" => "TLS_AUTO",
            "tls10" => "TLSv1_0",
            "tls11" => "TLSv1_1",
            "tls12" => "TLSv1_2",
            "tls13" => "TLSv1_3",
            _ => value,
        };

    private static Deprecation Text(string path, ConfigKey replacement, ConfigKey<bool>? turnsOn = null) =>
        new(LikeReplacement(Keys.Text(path, "", Help(replacement)), replacement), replacement) { TurnsOn = turnsOn };

    private static Deprecation Truth(string path, ConfigKey replacement) =>
        new(LikeReplacement(Keys.Bool(path, false, Help(replacement)), replacement), replacement);

    private static Deprecation List(string path, ConfigKey replacement) =>
        new(LikeReplacement(Keys.List(path, Help(replacement)), replacement), replacement);

    /// <summary>A key that hands its value over does what the other one does.</summary>
    private static ConfigKey<T> LikeReplacement<T>(ConfigKey<T> key, ConfigKey replacement) =>
        replacement.Effect ? key.Deprecated().HasEffect() : key.Deprecated();

    private static Deprecation Ignored(string path) =>
        new(Keys.Bool(path, false, "Of the past; does nothing.").Deprecated(), null);

    private static string Help(ConfigKey replacement) => $"The former name of {replacement.Path}.";

    private sealed record Deprecation(ConfigKey Key, ConfigKey? Replacement)
    {
        /// <summary>Another key that is turned on with it.</summary>
        public ConfigKey<bool>? TurnsOn { get; init; }

        /// <summary>Whether gRPC is left out of what it says.</summary>
        public bool SparesGrpc { get; init; }

        /// <summary>Turns a former value into one of today.</summary>
        public Func<object, object> Translate { get; init; } = value => value;
    }
}
