using System.Security.Cryptography;
using Praetor.Foundation.Ids;

namespace Praetor.Platform.Ids;

/// <summary>Identifiers from the system's secure randomness.</summary>
public sealed class RandomIdSource : IIdSource
{
    /// <remarks>All 128 bits are random, as Consul's are: no version or variant bits, so that none stand out.</remarks>
    public string NewUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new Guid(bytes).ToString("D");
    }
}
