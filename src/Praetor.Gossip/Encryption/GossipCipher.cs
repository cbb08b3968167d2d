using System.Security.Cryptography;
using Praetor.Foundation;

namespace Praetor.Gossip.Encryption;

/// <summary>
/// AES-GCM as memberlist frames it: a version, a nonce of 12 bytes, the ciphertext, a tag of 16 bytes. Version 0 pads
/// the plaintext to whole blocks (PKCS #7), which GCM does not need; version 1 does not.
/// </summary>
internal static class GossipCipher
{
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;

    private const int BlockBytes = 16;
    private const byte Padded = 0;
    private const byte Unpadded = 1;

    /// <summary>Whether the version is one we know.</summary>
    public static bool IsKnown(byte version) => version <= Unpadded;

    /// <summary>The most that a version adds to a plaintext.</summary>
    public static int OverheadOf(byte version) => 1 + NonceBytes + TagBytes + (version == Padded ? BlockBytes : 0);

    /// <summary>How long a plaintext of that length becomes.</summary>
    public static int SealedLength(byte version, int plainLength) =>
        1 + NonceBytes + TagBytes + (version == Padded ? plainLength + PaddingOf(plainLength) : plainLength);

    /// <summary>Seals a plaintext.</summary>
    /// <param name="version">0 or 1.</param>
    /// <param name="key">16, 24 or 32 bytes.</param>
    /// <param name="nonce">12 bytes never used with this key before.</param>
    /// <param name="plain">The plaintext.</param>
    /// <param name="associated">What is not sealed and must not change.</param>
    /// <param name="output">Takes exactly <see cref="SealedLength"/> bytes.</param>
    public static void Seal(
        byte version,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> plain,
        ReadOnlySpan<byte> associated,
        Span<byte> output
    )
    {
        Invariant.Check(output.Length == SealedLength(version, plain.Length), "the output fits what is sealed");
        output[0] = version;
        nonce.CopyTo(output[1..]);
        var body = output[(1 + NonceBytes)..^TagBytes];
        plain.CopyTo(body);
        body[plain.Length..].Fill((byte)(body.Length - plain.Length));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, body, body, output[^TagBytes..], associated);
    }

    /// <summary>Opens what was sealed with this key; null if it was not, or was changed since.</summary>
    public static byte[]? TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> block, ReadOnlySpan<byte> associated)
    {
        if (block.Length < 1 + NonceBytes + TagBytes || !IsKnown(block[0]))
        {
            return null;
        }

        var plain = new byte[block.Length - 1 - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(
                block.Slice(1, NonceBytes),
                block[(1 + NonceBytes)..^TagBytes],
                block[^TagBytes..],
                plain,
                associated
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            // Another key of the ring may open it.
            return null;
        }

        return block[0] == Padded ? WithoutPadding(plain) : plain;
    }

    private static int PaddingOf(int length) => BlockBytes - length % BlockBytes;

    private static byte[]? WithoutPadding(byte[] plain)
    {
        var padding = plain.Length == 0 ? 0 : plain[^1];
        return padding is >= 1 and <= BlockBytes && padding <= plain.Length ? plain[..^padding] : null;
    }
}
