using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;

namespace Praetor.Agent.Configuration;

/// <summary>Gossip encryption and TLS for checks.</summary>
public sealed record EncryptionConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static EncryptionConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Gossip key, base64 of 16, 24 or 32 bytes.</summary>
    public required string Key { get; init; }

    /// <summary>Refuse gossip that is not encrypted.</summary>
    public required bool VerifyIncoming { get; init; }

    /// <summary>Encrypt gossip that is sent.</summary>
    public required bool VerifyOutgoing { get; init; }

    /// <summary>Do not keep the gossip keys in data_dir.</summary>
    public required bool DisableKeyringFile { get; init; }

    /// <summary>Let checks use the certificate of the agent.</summary>
    public required bool EnableTlsForChecks { get; init; }

    internal static EncryptionConfig Read(ConfigReader read) =>
        new()
        {
            Key = read.Get(EncryptionKeys.Key),
            VerifyIncoming = read.Get(EncryptionKeys.VerifyIncoming),
            VerifyOutgoing = read.Get(EncryptionKeys.VerifyOutgoing),
            DisableKeyringFile = read.Get(EncryptionKeys.DisableKeyringFile),
            EnableTlsForChecks = read.Get(EncryptionKeys.EnableTlsForChecks),
        };
}
