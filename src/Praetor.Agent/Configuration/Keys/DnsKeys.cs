using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>dns_config</c>, and the recursors.</summary>
internal static class DnsKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<bool> AllowStale = Keys.Bool(
            "dns_config.allow_stale",
            true,
            "Let any server answer."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<GoDuration> MaxStale = Keys.Duration(
            "dns_config.max_stale",
            "87600h",
            "How old an answer may be."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<GoDuration> NodeTtl = Keys.Duration(
            "dns_config.node_ttl",
            "0s",
            "TTL of node answers."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyDictionary<string, string>> ServiceTtl = Keys.Map(
            "dns_config.service_ttl",
            "TTL of service answers by name, prefix* or *."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<bool> OnlyPassing = Keys.Bool(
            "dns_config.only_passing",
            false,
            "Leave out instances with a warning."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<bool> EnableTruncate = Keys.Bool(
            "dns_config.enable_truncate",
            false,
            "Set the truncation bit where records are left out."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<bool> DisableCompression = Keys.Bool(
            "dns_config.disable_compression",
            false,
            "Do not compress names."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<int> UdpAnswerLimit = Keys.Integer(
            "dns_config.udp_answer_limit",
            3,
            "Most records in a UDP answer without EDNS."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<int> ARecordLimit = Keys.Integer(
            "dns_config.a_record_limit",
            0,
            "Most A or AAAA records in an answer; 0 for no limit."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<string> RecursorStrategy = Keys.Text(
            "dns_config.recursor_strategy",
            "sequential",
            "Order in which recursors are asked: sequential or random."
        )
        .Reloads(ReloadPart.Dns);

    public static readonly ConfigKey<GoDuration> RecursorTimeout = Keys.Duration(
            "dns_config.recursor_timeout",
            "2s",
            "How long a recursor may take."
        )
        .Reloads(ReloadPart.Dns);

    public static readonly ConfigKey<bool> NodeMetaTxt = Keys.Bool(
            "dns_config.enable_additional_node_meta_txt",
            true,
            "Add node meta as TXT records."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<int> SoaRefresh = Keys.Integer(
            "dns_config.soa.refresh",
            3600,
            "SOA refresh, seconds."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<int> SoaRetry = Keys.Integer("dns_config.soa.retry", 600, "SOA retry, seconds.")
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<int> SoaExpire = Keys.Integer(
            "dns_config.soa.expire",
            86400,
            "SOA expire, seconds."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<int> SoaMinTtl = Keys.Integer(
            "dns_config.soa.min_ttl",
            0,
            "SOA minimum, seconds: how long a missing name is remembered."
        )
        .Reloads(ReloadPart.Dns)
        .HasEffect();

    public static readonly ConfigKey<bool> UseCache = Keys.Bool(
            "dns_config.use_cache",
            false,
            "Answer from the agent cache."
        )
        .Reloads(ReloadPart.Dns);

    public static readonly ConfigKey<GoDuration> CacheMaxAge = Keys.Duration(
            "dns_config.cache_max_age",
            "0s",
            "How old what comes from the cache may be."
        )
        .Reloads(ReloadPart.Dns);

    public static readonly ConfigKey<IReadOnlyList<string>> Recursors = Keys.List(
            "recursors",
            "DNS servers asked for other domains."
        )
        .Flag("recursor")
        .Template()
        .Reloads(ReloadPart.Dns);

    public static readonly ConfigKey<bool> PreferNamespace = Keys.Bool(
            "dns_config.prefer_namespace",
            false,
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
