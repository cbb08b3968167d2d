using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>How DNS questions are answered.</summary>
public sealed record DnsConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static DnsConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Let any server answer.</summary>
    public required bool AllowStale { get; init; }

    /// <summary>How old an answer may be.</summary>
    public required GoDuration MaxStale { get; init; }

    /// <summary>TTL of node answers.</summary>
    public required GoDuration NodeTtl { get; init; }

    /// <summary>TTL of service answers by name, prefix* or *.</summary>
    public required IReadOnlyDictionary<string, string> ServiceTtl { get; init; }

    /// <summary>Leave out instances with a warning.</summary>
    public required bool OnlyPassing { get; init; }

    /// <summary>Set the truncation bit where records are left out.</summary>
    public required bool EnableTruncate { get; init; }

    /// <summary>Do not compress names.</summary>
    public required bool DisableCompression { get; init; }

    /// <summary>Most records in a UDP answer without EDNS.</summary>
    public required int UdpAnswerLimit { get; init; }

    /// <summary>Most A or AAAA records in an answer; 0 for no limit.</summary>
    public required int ARecordLimit { get; init; }

    /// <summary>Order in which recursors are asked: sequential or random.</summary>
    public required string RecursorStrategy { get; init; }

    /// <summary>How long a recursor may take.</summary>
    public required GoDuration RecursorTimeout { get; init; }

    /// <summary>Add node meta as TXT records.</summary>
    public required bool NodeMetaTxt { get; init; }

    /// <summary>SOA refresh, seconds.</summary>
    public required int SoaRefresh { get; init; }

    /// <summary>SOA retry, seconds.</summary>
    public required int SoaRetry { get; init; }

    /// <summary>SOA expire, seconds.</summary>
    public required int SoaExpire { get; init; }

    /// <summary>SOA minimum, seconds: how long a missing name is remembered.</summary>
    public required int SoaMinTtl { get; init; }

    /// <summary>Answer from the agent cache.</summary>
    public required bool UseCache { get; init; }

    /// <summary>How old what comes from the cache may be.</summary>
    public required GoDuration CacheMaxAge { get; init; }

    /// <summary>DNS servers asked for other domains.</summary>
    public required IReadOnlyList<string> Recursors { get; init; }

    internal static DnsConfig Read(ConfigReader read) =>
        new()
        {
            AllowStale = read.Get(DnsKeys.AllowStale),
            MaxStale = read.Get(DnsKeys.MaxStale),
            NodeTtl = read.Get(DnsKeys.NodeTtl),
            ServiceTtl = read.Get(DnsKeys.ServiceTtl),
            OnlyPassing = read.Get(DnsKeys.OnlyPassing),
            EnableTruncate = read.Get(DnsKeys.EnableTruncate),
            DisableCompression = read.Get(DnsKeys.DisableCompression),
            UdpAnswerLimit = read.Get(DnsKeys.UdpAnswerLimit),
            ARecordLimit = read.Get(DnsKeys.ARecordLimit),
            RecursorStrategy = read.Get(DnsKeys.RecursorStrategy),
            RecursorTimeout = read.Get(DnsKeys.RecursorTimeout),
            NodeMetaTxt = read.Get(DnsKeys.NodeMetaTxt),
            SoaRefresh = read.Get(DnsKeys.SoaRefresh),
            SoaRetry = read.Get(DnsKeys.SoaRetry),
            SoaExpire = read.Get(DnsKeys.SoaExpire),
            SoaMinTtl = read.Get(DnsKeys.SoaMinTtl),
            UseCache = read.Get(DnsKeys.UseCache),
            CacheMaxAge = read.Get(DnsKeys.CacheMaxAge),
            Recursors = read.Get(DnsKeys.Recursors),
        };
}
