using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>ui_config</c>.</summary>
internal static class UiKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<bool> Enabled = Keys.Bool("ui_config.enabled", false, "Serve the console.")
        .Flag("ui")
        .InDev(true);

    public static readonly ConfigKey<string> Directory = Keys.Text("ui_config.dir", "", "Folder with another console.")
        .Flag("ui-dir");

    public static readonly ConfigKey<string> ContentPath = Keys.Text(
            "ui_config.content_path",
            "/ui/",
            "Path of the console."
        )
        .Flag("ui-content-path");

    public static readonly ConfigKey<string> MetricsProvider = Keys.Text(
            "ui_config.metrics_provider",
            "",
            "Where the console finds metrics."
        )
        .Reloads(ReloadPart.Ui);

    public static readonly ConfigKey<IReadOnlyList<string>> MetricsProviderFiles = Keys.List(
            "ui_config.metrics_provider_files",
            "Scripts of the metrics provider."
        )
        .Reloads(ReloadPart.Ui);

    public static readonly ConfigKey<string> MetricsProviderOptions = Keys.Text(
            "ui_config.metrics_provider_options_json",
            "",
            "Options of the metrics provider, JSON."
        )
        .Reloads(ReloadPart.Ui);

    public static readonly ConfigKey<string> MetricsProxyBaseUrl = Keys.Text(
            "ui_config.metrics_proxy.base_url",
            "",
            "Where requests for metrics go."
        )
        .Reloads(ReloadPart.Ui);

    public static readonly ConfigKey<IReadOnlyList<ObjectNode>> MetricsProxyHeaders = Keys.OpaqueList(
            "ui_config.metrics_proxy.add_headers",
            "Headers for requests for metrics: name and value."
        )
        .Secret()
        .Reloads(ReloadPart.Ui);

    public static readonly ConfigKey<IReadOnlyList<string>> MetricsProxyPaths = Keys.List(
            "ui_config.metrics_proxy.path_allowlist",
            "Paths allowed for metrics."
        )
        .Reloads(ReloadPart.Ui);

    public static readonly ConfigKey<IReadOnlyDictionary<string, string>> DashboardUrlTemplates = Keys.Map(
            "ui_config.dashboard_url_templates",
            "Links to dashboards."
        )
        .Reloads(ReloadPart.Ui);

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
