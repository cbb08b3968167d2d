using System.Text.RegularExpressions;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Build;

/// <summary>What must hold of the keys under <c>ui_config</c>.</summary>
internal static partial class UiChecks
{
    public static IEnumerable<ConfigProblem> All(AgentConfig config)
    {
        var ui = config.Ui;
        if (!ContentPaths().IsMatch(ui.ContentPath))
        {
            yield return new(
                $"ui-content-path can only contain alphanumeric, -, _, or /. received: {GoQuote.Quote(ui.ContentPath)}",
                "ui_config.content_path"
            );
        }

        if (ui.ContentPath.Trim('/') is "v1")
        {
            yield return new("ui-content-path cannot be '/v1/'", "ui_config.content_path");
        }

        if (ui.Enabled && ui.Directory.Length > 0)
        {
            yield return new(
                "Both the ui_config.enabled and ui_config.dir were specified, please provide only one.\n"
                    + "If trying to use your own web UI resources, use ui_config.dir or the -ui-dir flag.\n"
                    + "The web UI is included in the binary so use ui_config.enabled or the -ui flag to enable it",
                "ui_config.dir"
            );
        }

        if (ui.MetricsProviderOptions.Length > 0 && !ui.MetricsProviderOptions.TrimStart().StartsWith('{'))
        {
            yield return new(
                "ui_config.metrics_provider_options_json must be empty or a string containing a valid JSON object.",
                "ui_config.metrics_provider_options_json"
            );
        }
    }

    [GeneratedRegex("^[A-Za-z0-9/_-]+\\z")]
    private static partial Regex ContentPaths();
}
