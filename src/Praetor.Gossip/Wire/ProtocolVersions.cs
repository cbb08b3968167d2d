using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Wire;

/// <summary>
/// The versions a node speaks: of memberlist's protocol and of the application's on top of it, each as a range and the
/// one in use.
/// </summary>
public readonly record struct ProtocolVersions
{
    private const int Size = 6;

    public ProtocolVersions() { }

    /// <summary>What Serf's agents and Consul say: memberlist 1-5 using 2, Serf 2-5 using 4.</summary>
    public static ProtocolVersions Serf { get; } =
        new()
        {
            DelegateMin = 2,
            DelegateMax = 5,
            DelegateCurrent = 4,
        };

    /// <summary>A memberlist with nothing on top.</summary>
    public static ProtocolVersions Bare { get; } = new();

    public byte Min { get; init; } = 1;

    public byte Max { get; init; } = 5;

    public byte Current { get; init; } = 2;

    public byte DelegateMin { get; init; }

    public byte DelegateMax { get; init; }

    public byte DelegateCurrent { get; init; }

    /// <summary>Whether the ranges make sense.</summary>
    public bool IsSane => Min > 0 && Max > 0 && Min <= Max;

    /// <summary>Reads the six bytes; null for nil or nothing, which the oldest nodes send.</summary>
    internal static ProtocolVersions? Read(ref MsgPackReader reader)
    {
        var bytes = reader.ReadRaw();
        return bytes.Length switch
        {
            0 => null,
            >= Size => new ProtocolVersions
            {
                Min = bytes[0],
                Max = bytes[1],
                Current = bytes[2],
                DelegateMin = bytes[3],
                DelegateMax = bytes[4],
                DelegateCurrent = bytes[5],
            },
            _ => throw new GossipFormatException(GossipFault.Malformed, $"protocol versions of {bytes.Length} bytes"),
        };
    }

    /// <summary>Writes six bytes, or nil.</summary>
    internal static void Write(ref MsgPackWriter writer, ProtocolVersions? versions)
    {
        if (versions is not { } v)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteRaw([v.Min, v.Max, v.Current, v.DelegateMin, v.DelegateMax, v.DelegateCurrent]);
    }
}
