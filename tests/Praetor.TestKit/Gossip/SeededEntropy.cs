using Praetor.Foundation.Ids;

namespace Praetor.TestKit.Gossip;

/// <summary>Entropy that is the same in every run of a seed. For tests only.</summary>
public sealed class SeededEntropy(Random random) : IEntropy
{
    public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
}
