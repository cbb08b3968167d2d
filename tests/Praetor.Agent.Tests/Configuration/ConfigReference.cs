using System.Text;
using Praetor.Agent.Configuration;
using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Tests.Configuration;

/// <summary>Writes docs/reference/config.md from the declarations of the keys.</summary>
internal static class ConfigReference
{
    public static string Page()
    {
        var page = new StringBuilder(
            """
            # Configuration keys

            Generated from the declarations in src/Praetor.Agent/Configuration/Keys; do not edit. To write it anew:
            `PRAETOR_WRITE_DOCS=1 dotnet run --project tests/Praetor.Agent.Tests`.

            Files are HCL 1 or JSON. A key that is set in several places takes the last value: flags that are lists or
            maps, then files in the order of the command line, then other flags, then `-hcl`; lists and maps add up.
            *Reload* is what a reload tells of a change, empty where a change needs a restart. *Effect* says whether
            setting the key changes what the agent does yet.

            """.ReplaceLineEndings("\n")
        );
        Table(page, "The agent", AgentKeys.Schema);
        Table(page, "A check: `check` and `checks[]`, also within a service", CheckDefinitionKeys.Schema);
        Table(page, "A service: `service` and `services[]`", ServiceDefinitionKeys.Schema);
        Table(page, "An address of a service: `tagged_addresses`", ServiceAddressKeys.Schema);
        Table(page, "A proxy: `proxy`", ProxyKeys.Schema);
        Table(page, "An upstream: `upstreams[]`", UpstreamKeys.Schema);
        Table(page, "An exposed path: `expose.paths[]`", ExposePathKeys.Schema);
        return page.ToString();
    }

    private static void Table(StringBuilder page, string title, ConfigSchema schema)
    {
        page.Append("\n## ").Append(title).Append("\n\n");
        page.Append(
            "| Key | Type | Default | Flag | Reload | Effect | |\n| --- | --- | --- | --- | --- | --- | --- |\n"
        );
        foreach (var key in schema.Keys)
        {
            page.Append("| ")
                .AppendJoin(
                    " | ",
                    Code(key.Path),
                    key.TypeName,
                    Code(key.DefaultText),
                    key.FlagName is null ? "" : Code("-" + key.FlagName),
                    key.Reload == ReloadPart.None ? "" : key.Reload.ToString(),
                    key.Effect ? "yes" : "",
                    key.Help + Remarks(key)
                )
                .Append(" |\n");
        }
    }

    private static string Remarks(ConfigKey key)
    {
        List<string> remarks =
        [
            .. key.Aliases.Select(alias => $"Also `{alias}`."),
            key.Side switch
            {
                ConfigSide.Server => "Servers only.",
                ConfigSide.Client => "Clients only.",
                _ => "",
            },
            key.Standing == KeyStanding.Deprecated ? "Deprecated." : "",
            key.IsSecret ? "Secret." : "",
            key.IsTemplate ? "May be a go-sockaddr template." : "",
        ];
        return string.Concat(remarks.Where(remark => remark.Length > 0).Select(remark => " " + remark));
    }

    private static string Code(string text) => text.Length == 0 ? "" : $"`{text}`";
}
