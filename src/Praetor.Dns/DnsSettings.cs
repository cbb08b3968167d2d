namespace Praetor.Dns;

/// <summary>How questions are answered; filled from the agent's configuration by the executable.</summary>
public sealed record DnsSettings
{
    /// <summary>The zone answered for, with or without the last dot.</summary>
    public required string Domain { get; init; }

    /// <summary>A second zone with the same content; empty for none.</summary>
    public string AltDomain { get; init; } = "";

    /// <summary>Where names without a datacenter are looked up.</summary>
    public required string Datacenter { get; init; }

    /// <summary>The secret with which servers are asked; empty for anonymous.</summary>
    public string Token { get; init; } = "";

    /// <summary>Whether any server may answer, not only the leader.</summary>
    public bool AllowStale { get; init; } = true;

    /// <summary>A stale answer older than this is asked for again from the leader.</summary>
    public TimeSpan StaleMax { get; init; } = TimeSpan.FromHours(87600);

    /// <summary>Whether instances with a warning are left out, as those that are critical always are.</summary>
    public bool OnlyPassing { get; init; }

    /// <summary>TTL of nodes, seconds.</summary>
    public uint NodeTtl { get; init; }

    /// <summary>TTL of services, seconds, by name, <c>prefix*</c> or <c>*</c>; 0 for those not named.</summary>
    public IReadOnlyDictionary<string, uint> ServiceTtl { get; init; } = new SortedList<string, uint>();

    /// <summary>Whether an answer from which something was left out says so.</summary>
    public bool EnableTruncate { get; init; }

    /// <summary>Whether names are written in full.</summary>
    public bool DisableCompression { get; init; }

    /// <summary>Most records in an answer of 512 bytes over UDP, from 1; more than 8 is taken for 8.</summary>
    public int UdpAnswerLimit { get; init; } = 3;

    /// <summary>Most addresses in an answer; 0 for no limit.</summary>
    public int ARecordLimit { get; init; }

    /// <summary>Whether a node's meta data goes with its address, as TXT records.</summary>
    public bool NodeMetaTxt { get; init; } = true;

    /// <summary>SOA refresh, seconds.</summary>
    public uint SoaRefresh { get; init; } = 3600;

    /// <summary>SOA retry, seconds.</summary>
    public uint SoaRetry { get; init; } = 600;

    /// <summary>SOA expire, seconds.</summary>
    public uint SoaExpire { get; init; } = 86400;

    /// <summary>SOA minimum, seconds: its own TTL, and how long a missing name is remembered.</summary>
    public uint SoaMinTtl { get; init; }
}
