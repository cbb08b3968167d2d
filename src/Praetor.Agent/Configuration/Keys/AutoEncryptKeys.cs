using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>auto_encrypt</c>.</summary>
internal static class AutoEncryptKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<bool> Tls = Keys.Bool(
            "auto_encrypt.tls",
            false,
            "Get the certificate of this client from the servers."
        )
        .ClientOnly();

    public static readonly ConfigKey<IReadOnlyList<string>> DnsSan = Keys.List(
            "auto_encrypt.dns_san",
            "DNS names for the certificate."
        )
        .ClientOnly();

    public static readonly ConfigKey<IReadOnlyList<string>> IPSan = Keys.List(
            "auto_encrypt.ip_san",
            "IP addresses for the certificate."
        )
        .ClientOnly();

    public static readonly ConfigKey<bool> AllowTls = Keys.Bool(
            "auto_encrypt.allow_tls",
            false,
            "Hand certificates to clients."
        )
        .ServerOnly();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
