using System.Text;

namespace Praetor.Dns.Messages;

/// <summary>Names in their form on the wire: each label after its length, and a zero at the end (RFC 1035 section 3.1).</summary>
internal static class DnsName
{
    /// <summary>The longest name in bytes, and the longest label.</summary>
    public const int LengthMax = 255;
    public const int LabelLengthMax = 63;

    /// <summary>The name's bytes; null where a label is empty or too long, or the whole is.</summary>
    /// <param name="text">Labels between dots, with or without one at the end; just a dot is the root.</param>
    public static byte[]? FromText(string text)
    {
        var labels = text.TrimEnd('.');
        if (labels.Length == 0)
        {
            return [0];
        }

        var wire = new List<byte>(labels.Length + 2);
        foreach (var label in labels.Split('.'))
        {
            var bytes = Encoding.UTF8.GetBytes(label);
            if (bytes.Length is 0 or > LabelLengthMax)
            {
                return null;
            }

            wire.Add((byte)bytes.Length);
            wire.AddRange(bytes);
        }

        wire.Add(0);
        return wire.Count <= LengthMax ? [.. wire] : null;
    }

    /// <summary>Where the name ends, from its start and with the zero; -1 if it is cut off, too long or compressed.</summary>
    public static int Measure(ReadOnlySpan<byte> message)
    {
        var position = 0;
        while (position < message.Length && position < LengthMax)
        {
            var length = message[position];
            if (length == 0)
            {
                return position + 1;
            }

            if (length > LabelLengthMax)
            {
                return -1;
            }

            position += length + 1;
        }

        return -1;
    }

    /// <summary>Writes a name with its letters in lower case, as names are compared.</summary>
    public static void ToLower(ReadOnlySpan<byte> name, Span<byte> lower)
    {
        // A label's length is below any letter, so it needs no care.
        for (var i = 0; i < name.Length; i++)
        {
            lower[i] = name[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(name[i] | 0x20) : name[i];
        }
    }

    /// <summary>Where the zone begins in the name, -1 if the name is outside of it. Both in lower case.</summary>
    public static int IndexOfZone(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone)
    {
        var start = name.Length - zone.Length;
        if (start < 0 || !name[start..].SequenceEqual(zone))
        {
            return -1;
        }

        var position = 0;
        while (position < start)
        {
            position += name[position] + 1;
        }

        // Else the zone's bytes are the end of a label.
        return position == start ? start : -1;
    }

    /// <summary>
    /// The labels of a name as text; null where one has a byte that no name in the catalog is found by: Consul compares
    /// with the escaped text, in which such bytes are something else.
    /// </summary>
    /// <param name="name">The name, or its front up to a zone.</param>
    public static List<string>? Labels(ReadOnlySpan<byte> name)
    {
        var labels = new List<string>();
        while (name.Length > 0 && name[0] != 0)
        {
            var label = name.Slice(1, name[0]);
            foreach (var letter in label)
            {
                if (letter is <= (byte)' ' or >= 0x7F or (byte)'.' or (byte)'\\' or (byte)'"' or (byte)';')
                {
                    return null;
                }
            }

            labels.Add(Encoding.ASCII.GetString(label));
            name = name[(label.Length + 1)..];
        }

        return labels;
    }
}
