using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>auto_config</c>.</summary>
internal static class AutoConfigKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<bool> Enabled = Keys.Bool(
            "auto_config.enabled",
            false,
            "Get the configuration of this client from the servers."
        )
        .ClientOnly();

    public static readonly ConfigKey<string> IntroToken = Keys.Text(
            "auto_config.intro_token",
            "",
            "JWT that introduces this client."
        )
        .Secret()
        .ClientOnly();

    public static readonly ConfigKey<string> IntroTokenFile = Keys.Text(
            "auto_config.intro_token_file",
            "",
            "File with the JWT that introduces this client."
        )
        .ClientOnly();

    public static readonly ConfigKey<IReadOnlyList<string>> ServerAddresses = Keys.List(
            "auto_config.server_addresses",
            "Servers to ask."
        )
        .ClientOnly();

    public static readonly ConfigKey<IReadOnlyList<string>> DnsSans = Keys.List(
            "auto_config.dns_sans",
            "DNS names for the certificate."
        )
        .ClientOnly();

    public static readonly ConfigKey<IReadOnlyList<string>> IPSans = Keys.List(
            "auto_config.ip_sans",
            "IP addresses for the certificate."
        )
        .ClientOnly();

    public static readonly ConfigKey<bool> AuthorizationEnabled = Keys.Bool(
            "auto_config.authorization.enabled",
            false,
            "Answer clients that introduce themselves."
        )
        .ServerOnly();

    public static readonly ConfigKey<IReadOnlyList<string>> ClaimAssertions = Keys.List(
            "auto_config.authorization.static.claim_assertions",
            "What must hold of the claims."
        )
        .ServerOnly();

    public static readonly ConfigKey<bool> AllowReuse = Keys.Bool(
            "auto_config.authorization.static.allow_reuse",
            false,
            "Accept a JWT more than once."
        )
        .ServerOnly();

    public static readonly ConfigKey<IReadOnlyList<string>> JwtSupportedAlgorithms = Keys.List(
            "auto_config.authorization.static.jwt_supported_algs",
            "Signature algorithms."
        )
        .ServerOnly();

    public static readonly ConfigKey<IReadOnlyList<string>> BoundAudiences = Keys.List(
            "auto_config.authorization.static.bound_audiences",
            "Audiences."
        )
        .ServerOnly();

    public static readonly ConfigKey<IReadOnlyDictionary<string, string>> ClaimMappings = Keys.Map(
            "auto_config.authorization.static.claim_mappings",
            "Claims that become variables."
        )
        .ServerOnly();

    public static readonly ConfigKey<IReadOnlyDictionary<string, string>> ListClaimMappings = Keys.Map(
            "auto_config.authorization.static.list_claim_mappings",
            "List claims that become variables."
        )
        .ServerOnly();

    public static readonly ConfigKey<string> OidcDiscoveryUrl = Keys.Text(
            "auto_config.authorization.static.oidc_discovery_url",
            "",
            "OIDC discovery address."
        )
        .ServerOnly();

    public static readonly ConfigKey<string> OidcDiscoveryCaCertificate = Keys.Text(
            "auto_config.authorization.static.oidc_discovery_ca_cert",
            "",
            "Authority of the OIDC discovery address."
        )
        .ServerOnly();

    public static readonly ConfigKey<string> JwksUrl = Keys.Text(
            "auto_config.authorization.static.jwks_url",
            "",
            "Address of the key set."
        )
        .ServerOnly();

    public static readonly ConfigKey<string> JwksCaCertificate = Keys.Text(
            "auto_config.authorization.static.jwks_ca_cert",
            "",
            "Authority of the address of the key set."
        )
        .ServerOnly();

    public static readonly ConfigKey<IReadOnlyList<string>> JwtValidationPublicKeys = Keys.List(
            "auto_config.authorization.static.jwt_validation_pub_keys",
            "Public keys."
        )
        .ServerOnly();

    public static readonly ConfigKey<string> BoundIssuer = Keys.Text(
            "auto_config.authorization.static.bound_issuer",
            "",
            "Issuer."
        )
        .ServerOnly();

    public static readonly ConfigKey<GoDuration> ExpirationLeeway = Keys.Duration(
            "auto_config.authorization.static.expiration_leeway",
            "0s",
            "Leeway for expiry."
        )
        .ServerOnly();

    public static readonly ConfigKey<GoDuration> NotBeforeLeeway = Keys.Duration(
            "auto_config.authorization.static.not_before_leeway",
            "0s",
            "Leeway for the first use."
        )
        .ServerOnly();

    public static readonly ConfigKey<GoDuration> ClockSkewLeeway = Keys.Duration(
            "auto_config.authorization.static.clock_skew_leeway",
            "0s",
            "Leeway for clocks."
        )
        .ServerOnly();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
