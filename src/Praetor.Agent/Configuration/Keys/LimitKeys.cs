using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>limits</c>, cache and xDS rates.</summary>
internal static class LimitKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<int> HttpMaxConnectionsPerClient = Keys.Integer(
            "limits.http_max_conns_per_client",
            200,
            "Most HTTP connections from one address."
        )
        .Reloads(ReloadPart.HttpConnections)
        .HasEffect();

    public static readonly ConfigKey<GoDuration> HttpsHandshakeTimeout = Keys.Duration(
        "limits.https_handshake_timeout",
        "5s",
        "How long a TLS handshake may take, HTTPS."
    );

    public static readonly ConfigKey<GoDuration> RpcHandshakeTimeout = Keys.Duration(
        "limits.rpc_handshake_timeout",
        "5s",
        "How long a TLS handshake may take, RPC."
    );

    public static readonly ConfigKey<GoDuration> RpcClientTimeout = Keys.Duration(
            "limits.rpc_client_timeout",
            "60s",
            "How long an RPC that does not block may take."
        )
        .Reloads(ReloadPart.RpcLimits);

    public static readonly ConfigKey<int> RpcMaxConnectionsPerClient = Keys.Integer(
            "limits.rpc_max_conns_per_client",
            100,
            "Most RPC connections from one address."
        )
        .Reloads(ReloadPart.RpcLimits);

    public static readonly ConfigKey<double> RpcRate = Keys.Fraction(
            "limits.rpc_rate",
            double.PositiveInfinity,
            "RPCs a second that this agent sends; -1 for no limit."
        )
        .Reloads(ReloadPart.RpcLimits);

    public static readonly ConfigKey<int> RpcMaxBurst = Keys.Integer(
            "limits.rpc_max_burst",
            1000,
            "RPCs at once that this agent sends."
        )
        .Reloads(ReloadPart.RpcLimits);

    public static readonly ConfigKey<string> RequestMode = Keys.Text(
            "limits.request_limits.mode",
            "disabled",
            "Whether the rates below count: disabled, permissive or enforcing."
        )
        .Reloads(ReloadPart.RequestLimits);

    public static readonly ConfigKey<double> RequestReadRate = Keys.Fraction(
            "limits.request_limits.read_rate",
            -1,
            "Reads a second that a server takes; -1 for no limit."
        )
        .Reloads(ReloadPart.RequestLimits);

    public static readonly ConfigKey<double> RequestWriteRate = Keys.Fraction(
            "limits.request_limits.write_rate",
            -1,
            "Writes a second that a server takes; -1 for no limit."
        )
        .Reloads(ReloadPart.RequestLimits);

    public static readonly ConfigKey<ulong> KvMaxValueSize = Keys.Unsigned(
            "limits.kv_max_value_size",
            524288,
            "Most bytes in a value."
        )
        .HasEffect();

    public static readonly ConfigKey<ulong> TxnMaxRequestLength = Keys.Unsigned(
            "limits.txn_max_req_len",
            524288,
            "Most bytes in a transaction."
        )
        .HasEffect();

    public static readonly ConfigKey<double> CacheEntryFetchRate = Keys.Fraction(
            "cache.entry_fetch_rate",
            double.PositiveInfinity,
            "Fetches a second of one cache entry."
        )
        .Reloads(ReloadPart.Cache);

    public static readonly ConfigKey<int> CacheEntryFetchMaxBurst = Keys.Integer(
            "cache.entry_fetch_max_burst",
            2,
            "Fetches at once of one cache entry."
        )
        .Reloads(ReloadPart.Cache);

    public static readonly ConfigKey<double> XdsUpdateMaxPerSecond = Keys.Fraction(
            "xds.update_max_per_second",
            250,
            "xDS updates a second."
        )
        .Reloads(ReloadPart.Xds);

    public static readonly ConfigKey<GoDuration> SessionTtlMin = Keys.Duration(
            "session_ttl_min",
            "0s",
            "Least TTL of a session; 0 for 10s."
        )
        .HasEffect();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
