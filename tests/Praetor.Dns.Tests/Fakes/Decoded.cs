using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Praetor.Dns.Tests.Fakes;

/// <summary>
/// A message decoded by code that shares nothing with the writer. It throws on anything that is not a message.
/// </summary>
public sealed record Decoded(
    ushort Id,
    string Flags,
    int Code,
    string Question,
    IReadOnlyList<string> Answers,
    IReadOnlyList<string> Authority,
    IReadOnlyList<string> Extras
)
{
    public static Decoded Read(ReadOnlySpan<byte> message)
    {
        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        var counts = new int[4];
        for (var i = 0; i < 4; i++)
        {
            counts[i] = BinaryPrimitives.ReadUInt16BigEndian(message[(4 + (2 * i))..]);
        }

        var position = 12;
        var question = "";
        if (counts[0] == 1)
        {
            question = $"{Name(message, ref position)} {TypeOf(U16(message, ref position))}";
            position += 2;
        }

        var sections = new List<string>[3];
        for (var i = 0; i < 3; i++)
        {
            sections[i] = [];
            for (var j = 0; j < counts[i + 1]; j++)
            {
                sections[i].Add(Record(message, ref position));
            }
        }

        if (position != message.Length)
        {
            throw new InvalidDataException("bytes behind the message");
        }

        string[] names = ["qr", "aa", "tc", "rd", "ra"];
        int[] bits = [0x8000, 0x0400, 0x0200, 0x0100, 0x0080];
        return new Decoded(
            BinaryPrimitives.ReadUInt16BigEndian(message),
            string.Join(' ', names.Where((_, i) => (flags & bits[i]) != 0)),
            flags & 0xF,
            question,
            sections[0],
            sections[1],
            sections[2]
        );
    }

    private static string Record(ReadOnlySpan<byte> message, ref int position)
    {
        var owner = Name(message, ref position);
        var type = U16(message, ref position);
        var size = U16(message, ref position);
        var ttl = U16(message, ref position) * 65536L + U16(message, ref position);
        var length = U16(message, ref position);
        var end = position + length;
        var data = type switch
        {
            1 or 28 => new IPAddress(message[position..end]).ToString(),
            2 or 5 or 12 => Name(message, ref position),
            33 =>
                $"{U16(message, ref position)} {U16(message, ref position)} {U16(message, ref position)} {Name(message, ref position)}",
            6 => Soa(message, ref position),
            16 => Encoding.UTF8.GetString(message[(position + 1)..(position + 1 + message[position])]),
            _ => Convert.ToHexStringLower(message[position..end]),
        };
        if (type is 2 or 5 or 12 or 33 or 6 && position != end)
        {
            throw new InvalidDataException("the data has another length than it says");
        }

        position = end;
        return type == 41
            ? $"OPT {size} {data}".TrimEnd()
            : string.Create(CultureInfo.InvariantCulture, $"{owner} {ttl} {TypeOf(type)} {data}");
    }

    private static string Soa(ReadOnlySpan<byte> message, ref int position)
    {
        var names = $"{Name(message, ref position)} {Name(message, ref position)}";
        for (var i = 0; i < 5; i++)
        {
            names += $" {U16(message, ref position) * 65536L + U16(message, ref position)}";
        }

        return names;
    }

    private static string Name(ReadOnlySpan<byte> message, ref int position)
    {
        var name = new StringBuilder();
        var at = position;
        var isFollowed = false;
        while (message[at] != 0)
        {
            if (message[at] >= 0xC0)
            {
                var to = ((message[at] & 0x3F) << 8) | message[at + 1];
                if (to >= at)
                {
                    throw new InvalidDataException("a name points forwards");
                }

                position = isFollowed ? position : at + 2;
                isFollowed = true;
                at = to;
                continue;
            }

            name.Append(Encoding.Latin1.GetString(message.Slice(at + 1, message[at]))).Append('.');
            at += message[at] + 1;
        }

        position = isFollowed ? position : at + 1;
        return name.Length == 0 ? "." : name.ToString();
    }

    private static ushort U16(ReadOnlySpan<byte> message, ref int position)
    {
        position += 2;
        return BinaryPrimitives.ReadUInt16BigEndian(message[(position - 2)..]);
    }

    private static string TypeOf(ushort type) =>
        type switch
        {
            1 => "A",
            2 => "NS",
            5 => "CNAME",
            6 => "SOA",
            12 => "PTR",
            16 => "TXT",
            28 => "AAAA",
            33 => "SRV",
            255 => "ANY",
            _ => type.ToString(CultureInfo.InvariantCulture),
        };
}
