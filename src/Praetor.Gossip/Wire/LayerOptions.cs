using Praetor.Gossip.Encryption;

namespace Praetor.Gossip.Wire;

/// <summary>What a pool's nodes agree on about the layers around their messages.</summary>
public sealed record LayerOptions
{
    /// <summary>Keeps pools apart that share a network: at most 255 bytes; empty for none. Consul sets none.</summary>
    public byte[] Label { get; init; } = [];

    /// <summary>Whether to compress what we send. What we receive may be compressed either way.</summary>
    public bool IsCompressing { get; init; } = true;

    /// <summary>The keys; null if the pool is not encrypted.</summary>
    public Keyring? Keyring { get; init; }

    /// <summary>Whether what is not encrypted is refused; the way to encrypt a running pool leads over false.</summary>
    public bool VerifiesIncoming { get; init; } = true;

    /// <summary>Whether what we send is encrypted.</summary>
    public bool VerifiesOutgoing { get; init; } = true;

    /// <summary>0 for pools that speak memberlist's protocol 1, else 1.</summary>
    public byte EncryptionVersion { get; init; } = 1;
}
