using Praetor.Foundation.Ids;

namespace Praetor.TestKit.Gossip;

/// <summary>Nonces that are the same in every run.</summary>
internal sealed class SeededEntropy(Random random) : IEntropy
{
    public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
}
