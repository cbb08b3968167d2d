using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration;

/// <summary>The console.</summary>
public sealed record UiConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static UiConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Serve the console.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Folder with another console.</summary>
    public required string Directory { get; init; }

    /// <summary>Path of the console.</summary>
    public required string ContentPath { get; init; }

    /// <summary>Where the console finds metrics.</summary>
    public required string MetricsProvider { get; init; }

    /// <summary>Scripts of the metrics provider.</summary>
    public required IReadOnlyList<string> MetricsProviderFiles { get; init; }

    /// <summary>Options of the metrics provider, JSON.</summary>
    public required string MetricsProviderOptions { get; init; }

    /// <summary>Where requests for metrics go.</summary>
    public required string MetricsProxyBaseUrl { get; init; }

    /// <summary>Headers for requests for metrics: name and value.</summary>
    public required IReadOnlyList<ObjectNode> MetricsProxyHeaders { get; init; }

    /// <summary>Paths allowed for metrics.</summary>
    public required IReadOnlyList<string> MetricsProxyPaths { get; init; }

    /// <summary>Links to dashboards.</summary>
    public required IReadOnlyDictionary<string, string> DashboardUrlTemplates { get; init; }

    internal static UiConfig Read(ConfigReader read) =>
        new()
        {
            Enabled = read.Get(UiKeys.Enabled),
            Directory = read.Get(UiKeys.Directory),
            ContentPath = read.Get(UiKeys.ContentPath),
            MetricsProvider = read.Get(UiKeys.MetricsProvider),
            MetricsProviderFiles = read.Get(UiKeys.MetricsProviderFiles),
            MetricsProviderOptions = read.Get(UiKeys.MetricsProviderOptions),
            MetricsProxyBaseUrl = read.Get(UiKeys.MetricsProxyBaseUrl),
            MetricsProxyHeaders = read.Get(UiKeys.MetricsProxyHeaders),
            MetricsProxyPaths = read.Get(UiKeys.MetricsProxyPaths),
            DashboardUrlTemplates = read.Get(UiKeys.DashboardUrlTemplates),
        };
}
