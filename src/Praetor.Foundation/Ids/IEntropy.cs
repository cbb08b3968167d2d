namespace Praetor.Foundation.Ids;

/// <summary>Random bytes nobody can guess, for nonces and keys. The simulator's are seeded.</summary>
public interface IEntropy
{
    /// <summary>Fills all of the bytes.</summary>
    void Fill(Span<byte> bytes);
}
