using System.Buffers.Binary;

namespace Praetor.Dns.Messages;

/// <summary>What to do with a packet, after a first look.</summary>
internal enum QueryOutcome
{
    /// <summary>It asks something.</summary>
    Question,

    /// <summary>It has no header, or is an answer: an answer to it might go round in circles.</summary>
    Ignore,

    /// <summary>It asks for another operation than a query.</summary>
    NotImplemented,

    /// <summary>It cannot be read, or asks more than one question.</summary>
    Malformed,
}

/// <summary>A packet that asks something, read without copying. Only the first question counts, and there may be only one.</summary>
internal readonly ref struct QueryMessage
{
    /// <summary>Every message begins with this many bytes.</summary>
    public const int HeaderLength = 12;

    private const ushort ResponseFlag = 0x8000;
    private const ushort OpcodeMask = 0x7800;
    private const ushort ClientSubnetOption = 8;

    // A question is small. More records than these are refused, as the DNS library of Consul does.
    private const int AnswersMax = 1;
    private const int AuthoritiesMax = 1;
    private const int AdditionalsMax = 2;

    /// <summary>Copied into the answer.</summary>
    public required ushort Id { get; init; }

    /// <summary>The header's second word.</summary>
    public required ushort Flags { get; init; }

    /// <summary>The name as it was written, in its form on the wire.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>Name, type and class: what is repeated in the answer.</summary>
    public ReadOnlySpan<byte> Question { get; init; }

    /// <summary>What is asked for.</summary>
    public RecordType Type { get; init; }

    /// <summary>Whether the client speaks EDNS (RFC 6891).</summary>
    public bool HasEdns { get; init; }

    /// <summary>How many bytes the client takes over UDP, if it speaks EDNS.</summary>
    public ushort UdpSize { get; init; }

    /// <summary>The content of the client subnet option (RFC 7871); empty without one.</summary>
    public ReadOnlySpan<byte> ClientSubnet { get; init; }

    /// <summary>Reads a packet of any content.</summary>
    public static QueryOutcome Read(ReadOnlySpan<byte> packet, out QueryMessage query)
    {
        query = default;
        if (packet.Length < HeaderLength)
        {
            return QueryOutcome.Ignore;
        }

        var id = BinaryPrimitives.ReadUInt16BigEndian(packet);
        var flags = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        query = new QueryMessage { Id = id, Flags = flags };
        if ((flags & ResponseFlag) != 0)
        {
            return QueryOutcome.Ignore;
        }

        if ((flags & OpcodeMask) != 0)
        {
            return QueryOutcome.NotImplemented;
        }

        var answers = BinaryPrimitives.ReadUInt16BigEndian(packet[6..]);
        var authorities = BinaryPrimitives.ReadUInt16BigEndian(packet[8..]);
        var additionals = BinaryPrimitives.ReadUInt16BigEndian(packet[10..]);
        if (
            BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) != 1
            || answers > AnswersMax
            || authorities > AuthoritiesMax
            || additionals > AdditionalsMax
        )
        {
            return QueryOutcome.Malformed;
        }

        var rest = packet[HeaderLength..];
        var nameLength = DnsName.Measure(rest);
        if (nameLength < 0 || rest.Length < nameLength + 4)
        {
            return QueryOutcome.Malformed;
        }

        var edns = default(Edns);
        if (!TryReadRecords(rest[(nameLength + 4)..], answers + authorities + additionals, ref edns))
        {
            return QueryOutcome.Malformed;
        }

        query = new QueryMessage
        {
            Id = id,
            Flags = flags,
            Name = rest[..nameLength],
            Question = rest[..(nameLength + 4)],
            Type = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(rest[nameLength..]),
            HasEdns = edns.IsThere,
            UdpSize = edns.UdpSize,
            ClientSubnet = edns.ClientSubnet,
        };
        return QueryOutcome.Question;
    }

    private static bool TryReadRecords(ReadOnlySpan<byte> rest, int count, ref Edns edns)
    {
        for (var i = 0; i < count; i++)
        {
            var nameLength = MeasureCompressed(rest);
            if (nameLength < 0 || rest.Length < nameLength + 10)
            {
                return false;
            }

            var head = rest[nameLength..];
            var dataLength = BinaryPrimitives.ReadUInt16BigEndian(head[8..]);
            if (head.Length < 10 + dataLength)
            {
                return false;
            }

            if ((RecordType)BinaryPrimitives.ReadUInt16BigEndian(head) == RecordType.Opt)
            {
                edns.IsThere = true;
                edns.UdpSize = BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
                if (!TryReadOptions(head.Slice(10, dataLength), ref edns))
                {
                    return false;
                }
            }

            rest = head[(10 + dataLength)..];
        }

        return true;
    }

    private static bool TryReadOptions(ReadOnlySpan<byte> options, ref Edns edns)
    {
        while (options.Length > 0)
        {
            if (options.Length < 4)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(options[2..]);
            if (options.Length < 4 + length)
            {
                return false;
            }

            // Family, two prefix lengths and at most an IPv6 address; anything else is not one.
            if (BinaryPrimitives.ReadUInt16BigEndian(options) == ClientSubnetOption && length is >= 4 and <= 20)
            {
                edns.ClientSubnet = options.Slice(4, length);
            }

            options = options[(4 + length)..];
        }

        return true;
    }

    /// <summary>As <see cref="DnsName.Measure"/>, but a pointer ends the name too.</summary>
    private static int MeasureCompressed(ReadOnlySpan<byte> message)
    {
        var position = 0;
        while (position < message.Length && position < DnsName.LengthMax)
        {
            var length = message[position];
            if (length == 0)
            {
                return position + 1;
            }

            if (length >= 0xC0)
            {
                return position + 2 <= message.Length ? position + 2 : -1;
            }

            if (length > DnsName.LabelLengthMax)
            {
                return -1;
            }

            position += length + 1;
        }

        return -1;
    }

    private ref struct Edns
    {
        public bool IsThere;
        public ushort UdpSize;
        public ReadOnlySpan<byte> ClientSubnet;
    }
}
