using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>Gossip encryption and TLS for checks.</summary>
internal static class EncryptionKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> Key = Keys.Text("encrypt", "", "Gossip key, base64 of 16, 24 or 32 bytes.")
        .Flag("encrypt")
        .Secret()
        .HasEffect();

    public static readonly ConfigKey<bool> VerifyIncoming = Keys.Bool(
            "encrypt_verify_incoming",
            true,
            "Refuse gossip that is not encrypted."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> VerifyOutgoing = Keys.Bool(
            "encrypt_verify_outgoing",
            true,
            "Encrypt gossip that is sent."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> DisableKeyringFile = Keys.Bool(
            "disable_keyring_file",
            false,
            "Do not keep the gossip keys in data_dir."
        )
        .Flag("disable-keyring-file")
        .InDev(true)
        .HasEffect();

    public static readonly ConfigKey<bool> EnableTlsForChecks = Keys.Bool(
        "enable_agent_tls_for_checks",
        false,
        "Let checks use the certificate of the agent."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
