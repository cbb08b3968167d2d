using System.Security.Cryptography;
using Praetor.Foundation.Ids;

namespace Praetor.Platform.Ids;

/// <summary>The system's secure randomness.</summary>
public sealed class SystemEntropy : IEntropy
{
    /// <inheritdoc/>
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
