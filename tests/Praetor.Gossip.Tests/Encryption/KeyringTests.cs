using Praetor.Gossip.Encryption;
using Xunit;

namespace Praetor.Gossip.Tests.Encryption;

public sealed class KeyringTests
{
    private static readonly byte[] A = new byte[16];
    private static readonly byte[] B = [.. Enumerable.Repeat((byte)1, 24)];
    private static readonly byte[] C = [.. Enumerable.Repeat((byte)2, 32)];

    [Fact]
    public void A_key_is_installed_used_and_the_old_one_removed()
    {
        var ring = Keyring.Create(A, [B]).Ring!;

        Assert.Equal(KeyringOutcome.Done, ring.Install(C));
        Assert.Equal([A, B, C], ring.Keys);
        Assert.Equal(KeyringOutcome.Done, ring.Use(C));
        Assert.Equal(C, ring.Primary);
        Assert.Equal([C, A, B], ring.Keys);
        Assert.Equal(KeyringOutcome.Done, ring.Remove(A));
        Assert.Equal([C, B], ring.Keys);
    }

    [Fact]
    public void What_is_done_already_is_done()
    {
        var ring = Keyring.Create(A, [B]).Ring!;

        Assert.Equal(KeyringOutcome.Done, ring.Install(B));
        Assert.Equal(KeyringOutcome.Done, ring.Use(A));
        Assert.Equal(KeyringOutcome.Done, ring.Remove(C));
        Assert.Equal([A, B], ring.Keys);
    }

    [Fact]
    public void What_cannot_be_is_said_in_memberlists_words()
    {
        var ring = Keyring.Create(A, []).Ring!;

        Assert.Equal("Requested key is not in the keyring", Keyring.Describe(ring.Use(B)));
        Assert.Equal("Removing the primary key is not allowed", Keyring.Describe(ring.Remove(A)));
        Assert.Equal("key size must be 16, 24 or 32 bytes", Keyring.Describe(ring.Install([1, 2, 3])));
        Assert.Null(
            Keyring
                .Create(
                    A,
                    [
                        [1],
                    ]
                )
                .Ring
        );
    }

    [Fact]
    public void A_ring_has_a_bound()
    {
        var ring = Keyring.Create(A, []).Ring!;
        for (byte i = 1; i < Keyring.KeysMax; i++)
        {
            Assert.Equal(KeyringOutcome.Done, ring.Install([.. Enumerable.Repeat(i, 16)]));
        }

        Assert.Equal(KeyringOutcome.Full, ring.Install(C));
    }
}
