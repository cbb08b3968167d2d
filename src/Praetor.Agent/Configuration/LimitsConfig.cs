using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>What is refused because it is too much.</summary>
public sealed record LimitsConfig
{
    private static readonly GoDuration SessionTtlMinDefault = GoDuration.FromSeconds(10);

    /// <summary>What applies when nothing is configured.</summary>
    public static LimitsConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Most HTTP connections from one address.</summary>
    public required int HttpMaxConnectionsPerClient { get; init; }

    /// <summary>How long a TLS handshake may take, HTTPS.</summary>
    public required GoDuration HttpsHandshakeTimeout { get; init; }

    /// <summary>How long a TLS handshake may take, RPC.</summary>
    public required GoDuration RpcHandshakeTimeout { get; init; }

    /// <summary>How long an RPC that does not block may take.</summary>
    public required GoDuration RpcClientTimeout { get; init; }

    /// <summary>Most RPC connections from one address.</summary>
    public required int RpcMaxConnectionsPerClient { get; init; }

    /// <summary>RPCs a second that this agent sends; -1 for no limit.</summary>
    public required double RpcRate { get; init; }

    /// <summary>RPCs at once that this agent sends.</summary>
    public required int RpcMaxBurst { get; init; }

    /// <summary>Whether the rates below count: disabled, permissive or enforcing.</summary>
    public required string RequestMode { get; init; }

    /// <summary>Reads a second that a server takes; -1 for no limit.</summary>
    public required double RequestReadRate { get; init; }

    /// <summary>Writes a second that a server takes; -1 for no limit.</summary>
    public required double RequestWriteRate { get; init; }

    /// <summary>Most bytes in a value.</summary>
    public required ulong KvMaxValueSize { get; init; }

    /// <summary>Most bytes in a transaction.</summary>
    public required ulong TxnMaxRequestLength { get; init; }

    /// <summary>Fetches a second of one cache entry.</summary>
    public required double CacheEntryFetchRate { get; init; }

    /// <summary>Fetches at once of one cache entry.</summary>
    public required int CacheEntryFetchMaxBurst { get; init; }

    /// <summary>xDS updates a second.</summary>
    public required double XdsUpdateMaxPerSecond { get; init; }

    /// <summary>Least TTL of a session.</summary>
    public required GoDuration SessionTtlMin { get; init; }

    internal static LimitsConfig Read(ConfigReader read) =>
        new()
        {
            HttpMaxConnectionsPerClient = read.Get(LimitKeys.HttpMaxConnectionsPerClient),
            HttpsHandshakeTimeout = read.Get(LimitKeys.HttpsHandshakeTimeout),
            RpcHandshakeTimeout = read.Get(LimitKeys.RpcHandshakeTimeout),
            RpcClientTimeout = read.Get(LimitKeys.RpcClientTimeout),
            RpcMaxConnectionsPerClient = read.Get(LimitKeys.RpcMaxConnectionsPerClient),
            RpcRate = read.Get(LimitKeys.RpcRate),
            RpcMaxBurst = read.Get(LimitKeys.RpcMaxBurst),
            RequestMode = read.Get(LimitKeys.RequestMode),
            RequestReadRate = read.Get(LimitKeys.RequestReadRate),
            RequestWriteRate = read.Get(LimitKeys.RequestWriteRate),
            KvMaxValueSize = read.Get(LimitKeys.KvMaxValueSize),
            TxnMaxRequestLength = read.Get(LimitKeys.TxnMaxRequestLength),
            CacheEntryFetchRate = read.Get(LimitKeys.CacheEntryFetchRate),
            CacheEntryFetchMaxBurst = read.Get(LimitKeys.CacheEntryFetchMaxBurst),
            XdsUpdateMaxPerSecond = read.Get(LimitKeys.XdsUpdateMaxPerSecond),
            SessionTtlMin = read.Get(LimitKeys.SessionTtlMin) is { Nanoseconds: > 0 } least
                ? least
                : SessionTtlMinDefault,
        };
}
