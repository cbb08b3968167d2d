using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>telemetry</c>.</summary>
internal static class TelemetryKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> MetricsPrefix = Keys.Text(
        "telemetry.metrics_prefix",
        "consul",
        "First part of every name."
    );

    public static readonly ConfigKey<bool> DisableHostname = Keys.Bool(
        "telemetry.disable_hostname",
        false,
        "Leave the host name out of gauges."
    );

    public static readonly ConfigKey<IReadOnlyList<string>> PrefixFilter = Keys.List(
            "telemetry.prefix_filter",
            "Prefixes let through (+) or not (-)."
        )
        .Reloads(ReloadPart.Telemetry);

    public static readonly ConfigKey<bool> FilterDefault = Keys.Bool(
        "telemetry.filter_default",
        true,
        "Whether what matches no prefix is let through."
    );

    public static readonly ConfigKey<string> StatsdAddress = Keys.Text(
        "telemetry.statsd_address",
        "",
        "statsd server."
    );

    public static readonly ConfigKey<string> StatsiteAddress = Keys.Text(
        "telemetry.statsite_address",
        "",
        "statsite server."
    );

    public static readonly ConfigKey<string> DogstatsdAddress = Keys.Text(
        "telemetry.dogstatsd_addr",
        "",
        "DogStatsD server."
    );

    public static readonly ConfigKey<IReadOnlyList<string>> DogstatsdTags = Keys.List(
        "telemetry.dogstatsd_tags",
        "Tags for DogStatsD."
    );

    public static readonly ConfigKey<GoDuration> PrometheusRetentionTime = Keys.Duration(
        "telemetry.prometheus_retention_time",
        "0s",
        "How long Prometheus values are kept; 0 turns the format off."
    );

    public static readonly ConfigKey<bool> RetryFailedConnection = Keys.Bool(
        "telemetry.retry_failed_connection",
        true,
        "Try again when a server cannot be reached at start."
    );

    public static readonly ConfigKey<bool> EnableHostMetrics = Keys.Bool(
        "telemetry.enable_host_metrics",
        false,
        "Report on the host too."
    );

    public static readonly ConfigKey<bool> DisablePerTenancyUsage = Keys.Bool(
        "telemetry.disable_per_tenancy_usage_metrics",
        false,
        "Report usage as one sum."
    );

    public static readonly ConfigKey<string> CirconusApiApp = Keys.Text(
        "telemetry.circonus_api_app",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusApiToken = Keys.Text(
            "telemetry.circonus_api_token",
            "",
            "Circonus: not supported, ignored."
        )
        .Secret();

    public static readonly ConfigKey<string> CirconusApiUrl = Keys.Text(
        "telemetry.circonus_api_url",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusBrokerId = Keys.Text(
        "telemetry.circonus_broker_id",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusBrokerSelectTag = Keys.Text(
        "telemetry.circonus_broker_select_tag",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusCheckDisplayName = Keys.Text(
        "telemetry.circonus_check_display_name",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusCheckForceMetricActivation = Keys.Text(
        "telemetry.circonus_check_force_metric_activation",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusCheckId = Keys.Text(
        "telemetry.circonus_check_id",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusCheckInstanceId = Keys.Text(
        "telemetry.circonus_check_instance_id",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusCheckSearchTag = Keys.Text(
        "telemetry.circonus_check_search_tag",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusCheckTags = Keys.Text(
        "telemetry.circonus_check_tags",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusSubmissionInterval = Keys.Text(
        "telemetry.circonus_submission_interval",
        "",
        "Circonus: not supported, ignored."
    );

    public static readonly ConfigKey<string> CirconusSubmissionUrl = Keys.Text(
        "telemetry.circonus_submission_url",
        "",
        "Circonus: not supported, ignored."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
