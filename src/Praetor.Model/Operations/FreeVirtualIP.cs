using Praetor.Foundation.Wire;

namespace Praetor.Model.Operations;

/// <summary>A virtual address to give out next (snapshot record 33).</summary>
[WireRecord]
public sealed partial record FreeVirtualIP
{
    /// <summary>The address, counted from the start of the range, in 16 bytes.</summary>
    public byte[]? IP { get; init; }

    /// <summary>Whether all above it are free too.</summary>
    public bool IsCounter { get; init; }
}
