using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>Metrics.</summary>
public sealed record TelemetryConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static TelemetryConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>First part of every name.</summary>
    public required string MetricsPrefix { get; init; }

    /// <summary>Leave the host name out of gauges.</summary>
    public required bool DisableHostname { get; init; }

    /// <summary>Prefixes let through (+) or not (-).</summary>
    public required IReadOnlyList<string> PrefixFilter { get; init; }

    /// <summary>Whether what matches no prefix is let through.</summary>
    public required bool FilterDefault { get; init; }

    /// <summary>statsd server.</summary>
    public required string StatsdAddress { get; init; }

    /// <summary>statsite server.</summary>
    public required string StatsiteAddress { get; init; }

    /// <summary>DogStatsD server.</summary>
    public required string DogstatsdAddress { get; init; }

    /// <summary>Tags for DogStatsD.</summary>
    public required IReadOnlyList<string> DogstatsdTags { get; init; }

    /// <summary>How long Prometheus values are kept; 0 turns the format off.</summary>
    public required GoDuration PrometheusRetentionTime { get; init; }

    /// <summary>Try again when a server cannot be reached at start.</summary>
    public required bool RetryFailedConnection { get; init; }

    /// <summary>Report on the host too.</summary>
    public required bool EnableHostMetrics { get; init; }

    /// <summary>Report usage as one sum.</summary>
    public required bool DisablePerTenancyUsage { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusApiApp { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusApiToken { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusApiUrl { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusBrokerId { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusBrokerSelectTag { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusCheckDisplayName { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusCheckForceMetricActivation { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusCheckId { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusCheckInstanceId { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusCheckSearchTag { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusCheckTags { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusSubmissionInterval { get; init; }

    /// <summary>Circonus: not supported, ignored.</summary>
    public required string CirconusSubmissionUrl { get; init; }

    internal static TelemetryConfig Read(ConfigReader read) =>
        new()
        {
            MetricsPrefix = read.Get(TelemetryKeys.MetricsPrefix),
            DisableHostname = read.Get(TelemetryKeys.DisableHostname),
            PrefixFilter = read.Get(TelemetryKeys.PrefixFilter),
            FilterDefault = read.Get(TelemetryKeys.FilterDefault),
            StatsdAddress = read.Get(TelemetryKeys.StatsdAddress),
            StatsiteAddress = read.Get(TelemetryKeys.StatsiteAddress),
            DogstatsdAddress = read.Get(TelemetryKeys.DogstatsdAddress),
            DogstatsdTags = read.Get(TelemetryKeys.DogstatsdTags),
            PrometheusRetentionTime = read.Get(TelemetryKeys.PrometheusRetentionTime),
            RetryFailedConnection = read.Get(TelemetryKeys.RetryFailedConnection),
            EnableHostMetrics = read.Get(TelemetryKeys.EnableHostMetrics),
            DisablePerTenancyUsage = read.Get(TelemetryKeys.DisablePerTenancyUsage),
            CirconusApiApp = read.Get(TelemetryKeys.CirconusApiApp),
            CirconusApiToken = read.Get(TelemetryKeys.CirconusApiToken),
            CirconusApiUrl = read.Get(TelemetryKeys.CirconusApiUrl),
            CirconusBrokerId = read.Get(TelemetryKeys.CirconusBrokerId),
            CirconusBrokerSelectTag = read.Get(TelemetryKeys.CirconusBrokerSelectTag),
            CirconusCheckDisplayName = read.Get(TelemetryKeys.CirconusCheckDisplayName),
            CirconusCheckForceMetricActivation = read.Get(TelemetryKeys.CirconusCheckForceMetricActivation),
            CirconusCheckId = read.Get(TelemetryKeys.CirconusCheckId),
            CirconusCheckInstanceId = read.Get(TelemetryKeys.CirconusCheckInstanceId),
            CirconusCheckSearchTag = read.Get(TelemetryKeys.CirconusCheckSearchTag),
            CirconusCheckTags = read.Get(TelemetryKeys.CirconusCheckTags),
            CirconusSubmissionInterval = read.Get(TelemetryKeys.CirconusSubmissionInterval),
            CirconusSubmissionUrl = read.Get(TelemetryKeys.CirconusSubmissionUrl),
        };
}
