using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>Configuration that clients get from servers.</summary>
public sealed record AutoConfigConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static AutoConfigConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Get the configuration of this client from the servers.</summary>
    public required bool Enabled { get; init; }

    /// <summary>JWT that introduces this client.</summary>
    public required string IntroToken { get; init; }

    /// <summary>File with the JWT that introduces this client.</summary>
    public required string IntroTokenFile { get; init; }

    /// <summary>Servers to ask.</summary>
    public required IReadOnlyList<string> ServerAddresses { get; init; }

    /// <summary>DNS names for the certificate.</summary>
    public required IReadOnlyList<string> DnsSans { get; init; }

    /// <summary>IP addresses for the certificate.</summary>
    public required IReadOnlyList<string> IPSans { get; init; }

    /// <summary>Answer clients that introduce themselves.</summary>
    public required bool AuthorizationEnabled { get; init; }

    /// <summary>What must hold of the claims.</summary>
    public required IReadOnlyList<string> ClaimAssertions { get; init; }

    /// <summary>Accept a JWT more than once.</summary>
    public required bool AllowReuse { get; init; }

    /// <summary>Signature algorithms.</summary>
    public required IReadOnlyList<string> JwtSupportedAlgorithms { get; init; }

    /// <summary>Audiences.</summary>
    public required IReadOnlyList<string> BoundAudiences { get; init; }

    /// <summary>Claims that become variables.</summary>
    public required IReadOnlyDictionary<string, string> ClaimMappings { get; init; }

    /// <summary>List claims that become variables.</summary>
    public required IReadOnlyDictionary<string, string> ListClaimMappings { get; init; }

    /// <summary>OIDC discovery address.</summary>
    public required string OidcDiscoveryUrl { get; init; }

    /// <summary>Authority of the OIDC discovery address.</summary>
    public required string OidcDiscoveryCaCertificate { get; init; }

    /// <summary>Address of the key set.</summary>
    public required string JwksUrl { get; init; }

    /// <summary>Authority of the address of the key set.</summary>
    public required string JwksCaCertificate { get; init; }

    /// <summary>Public keys.</summary>
    public required IReadOnlyList<string> JwtValidationPublicKeys { get; init; }

    /// <summary>Issuer.</summary>
    public required string BoundIssuer { get; init; }

    /// <summary>Leeway for expiry.</summary>
    public required GoDuration ExpirationLeeway { get; init; }

    /// <summary>Leeway for the first use.</summary>
    public required GoDuration NotBeforeLeeway { get; init; }

    /// <summary>Leeway for clocks.</summary>
    public required GoDuration ClockSkewLeeway { get; init; }

    internal static AutoConfigConfig Read(ConfigReader read) =>
        new()
        {
            Enabled = read.Get(AutoConfigKeys.Enabled),
            IntroToken = read.Get(AutoConfigKeys.IntroToken),
            IntroTokenFile = read.Get(AutoConfigKeys.IntroTokenFile),
            ServerAddresses = read.Get(AutoConfigKeys.ServerAddresses),
            DnsSans = read.Get(AutoConfigKeys.DnsSans),
            IPSans = read.Get(AutoConfigKeys.IPSans),
            AuthorizationEnabled = read.Get(AutoConfigKeys.AuthorizationEnabled),
            ClaimAssertions = read.Get(AutoConfigKeys.ClaimAssertions),
            AllowReuse = read.Get(AutoConfigKeys.AllowReuse),
            JwtSupportedAlgorithms = read.Get(AutoConfigKeys.JwtSupportedAlgorithms),
            BoundAudiences = read.Get(AutoConfigKeys.BoundAudiences),
            ClaimMappings = read.Get(AutoConfigKeys.ClaimMappings),
            ListClaimMappings = read.Get(AutoConfigKeys.ListClaimMappings),
            OidcDiscoveryUrl = read.Get(AutoConfigKeys.OidcDiscoveryUrl),
            OidcDiscoveryCaCertificate = read.Get(AutoConfigKeys.OidcDiscoveryCaCertificate),
            JwksUrl = read.Get(AutoConfigKeys.JwksUrl),
            JwksCaCertificate = read.Get(AutoConfigKeys.JwksCaCertificate),
            JwtValidationPublicKeys = read.Get(AutoConfigKeys.JwtValidationPublicKeys),
            BoundIssuer = read.Get(AutoConfigKeys.BoundIssuer),
            ExpirationLeeway = read.Get(AutoConfigKeys.ExpirationLeeway),
            NotBeforeLeeway = read.Get(AutoConfigKeys.NotBeforeLeeway),
            ClockSkewLeeway = read.Get(AutoConfigKeys.ClockSkewLeeway),
        };
}
