using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>http_config</c>, and query times.</summary>
internal static class HttpKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<IReadOnlyList<string>> BlockEndpoints = Keys.List(
        "http_config.block_endpoints",
        "Path prefixes that are refused with 403."
    ).HasEffect();

    public static readonly ConfigKey<IReadOnlyDictionary<string, string>> ResponseHeaders = Keys.Map(
            "http_config.response_headers",
            "Headers of every answer."
        )
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<string>> AllowWriteFrom = Keys.List(
            "http_config.allow_write_http_from",
            "Networks that may write; all when empty."
        )
        .Flag("allow-write-http-from").HasEffect();

    public static readonly ConfigKey<bool> UseCache = Keys.Bool(
        "http_config.use_cache",
        true,
        "Whether ?cached is honoured."
    );

    public static readonly ConfigKey<int> MaxHeaderBytes = Keys.Integer(
        "http_config.max_header_bytes",
        0,
        "Most bytes in request headers; 0 for 1 MiB."
    );

    public static readonly ConfigKey<GoDuration> DefaultQueryTime = Keys.Duration(
            "default_query_time",
            "300s",
            "How long a blocking query waits unless it says."
        )
        .Flag("default-query-time")
        .HasEffect();

    public static readonly ConfigKey<GoDuration> MaxQueryTime = Keys.Duration(
            "max_query_time",
            "600s",
            "How long a blocking query may wait at most."
        )
        .Flag("max-query-time")
        .HasEffect();

    public static readonly ConfigKey<GoDuration> DiscoveryMaxStale = Keys.Duration(
        "discovery_max_stale",
        "0s",
        "How old answers of discovery endpoints may be; 0 asks the leader."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
