namespace Praetor.Gossip.Wire;

/// <summary>The outermost layer: which pool is meant.</summary>
internal static class Label
{
    /// <summary>What a label takes on the wire.</summary>
    public static int OverheadOf(ReadOnlySpan<byte> label) => label.IsEmpty ? 0 : 2 + label.Length;

    /// <summary>Writes the label, and returns what is left of the output.</summary>
    public static Span<byte> Write(ReadOnlySpan<byte> label, Span<byte> output)
    {
        if (label.IsEmpty)
        {
            return output;
        }

        output[0] = (byte)MessageKind.Label;
        output[1] = (byte)label.Length;
        label.CopyTo(output[2..]);
        return output[(2 + label.Length)..];
    }

    /// <summary>What follows the label.</summary>
    /// <param name="bytes">A packet, or the start of a stream that holds all of the label.</param>
    /// <param name="label">The pool's; empty for none.</param>
    /// <exception cref="GossipFormatException">The label is another, or missing, or there and not expected.</exception>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> label)
    {
        if (bytes.IsEmpty || bytes[0] != (byte)MessageKind.Label)
        {
            return label.IsEmpty ? bytes : throw new GossipFormatException(GossipFault.Label, "the label is missing");
        }

        if (bytes.Length < 2 || bytes[1] == 0 || bytes.Length < 2 + bytes[1])
        {
            throw new GossipFormatException(GossipFault.Malformed, "a label that is cut off or empty");
        }

        return bytes.Slice(2, bytes[1]).SequenceEqual(label)
            ? bytes[(2 + bytes[1])..]
            : throw new GossipFormatException(GossipFault.Label, "the label is another pool's");
    }
}
