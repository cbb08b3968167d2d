namespace Praetor.Foundation.Wire;

/// <summary>
/// Bytes that came from a disk or a peer are not the message they should be. Whoever owns the boundary catches it:
/// a connection is closed, a file is refused by name.
/// </summary>
/// <param name="offset">Where, in bytes from the start of the message.</param>
/// <param name="problem">What is wrong there, as a phrase.</param>
public sealed class WireFormatException(int offset, string problem) : Exception($"msgpack: {problem} at byte {offset}")
{
    /// <summary>Where, in bytes from the start of the message.</summary>
    public int Offset { get; } = offset;
}
