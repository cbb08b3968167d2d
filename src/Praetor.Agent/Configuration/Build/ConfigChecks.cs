using System.Globalization;
using System.Text.RegularExpressions;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Build;

/// <summary>What must hold between keys. All are looked at; the order is Consul's, which stops at the first.</summary>
internal static partial class ConfigChecks
{
    public static IEnumerable<ConfigProblem> All(AgentConfig config) =>
        [
            .. Identity(config),
            .. Mode(config),
            .. ListenChecks.All(config),
            .. ProtocolChecks.All(config),
            .. Security(config),
            .. Writers(config),
        ];

    private static IEnumerable<ConfigProblem> Writers(AgentConfig config) =>
        from text in config.Http.AllowWriteFrom
        where !AddressText.TryParseNetwork(text, out _)
        select new ConfigProblem($"invalid CIDR address: {text}", "http_config.allow_write_http_from");

    private static IEnumerable<ConfigProblem> Identity(AgentConfig config)
    {
        var node = config.Node;
        if (config.Autopilot.MaxTrailingLogs < 0)
        {
            yield return new(
                $"autopilot.max_trailing_logs cannot be {Show(config.Autopilot.MaxTrailingLogs)}. Must be greater than or equal to zero",
                "autopilot.max_trailing_logs"
            );
        }

        foreach (var problem in BasicName("datacenter", node.Datacenter))
        {
            yield return problem;
        }

        if (node.DataDirectory.Length == 0 && !config.DevMode)
        {
            yield return new("data_dir cannot be empty", "data_dir");
        }

        if (node.Name.Length == 0)
        {
            yield return new("node_name cannot be empty", "node_name");
        }

        if (node.AltDomain.Length > 0 && !IsUsableAltDomain(node.AltDomain, node.Datacenter))
        {
            yield return new(
                $"alt_domain cannot start with {{service,connect,node,query,addr,{node.Datacenter}}}",
                "alt_domain"
            );
        }

        if (node.Id.Length > 0 && !Guid.TryParseExact(node.Id, "D", out _))
        {
            yield return new($"specified NodeID is invalid: uuid string is wrong: {node.Id}", "node_id");
        }

        if (NodeMeta.Refuse(node.Meta) is { } error)
        {
            yield return new($"node_meta invalid: {error}", "node_meta");
        }

        if (node.Zone.Length > 0 && node.Region.Length == 0)
        {
            yield return new("locality is invalid: zone cannot be set without region", "locality.zone");
        }

        if (config.Raw.Get(ForeignKeys.Segment).Length > 0 || config.Raw.Get(ForeignKeys.Segments).Count > 0)
        {
            yield return new("Network segments are not supported in this version of Consul", "segment");
        }
    }

    private static IEnumerable<ConfigProblem> Mode(AgentConfig config)
    {
        var (server, bootstrap, expect) = (config.Node.Server, config.Node.Bootstrap, config.Node.BootstrapExpect);
        if (expect < 0)
        {
            yield return new(
                $"bootstrap_expect cannot be {Show(expect)}. Must be greater than or equal to zero",
                "bootstrap_expect"
            );
        }

        if (bootstrap && !server)
        {
            yield return new("'bootstrap = true' requires 'server = true'", "bootstrap");
        }

        if (expect > 0 && !server)
        {
            yield return new("'bootstrap_expect > 0' requires 'server = true'", "bootstrap_expect");
        }

        if (expect > 0 && config.DevMode)
        {
            yield return new("'bootstrap_expect > 0' not allowed in dev mode", "bootstrap_expect");
        }

        if (expect > 0 && bootstrap)
        {
            yield return new(
                "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive",
                "bootstrap_expect"
            );
        }

        if (server && config.Addresses.AdvertiseReconnectTimeout.Nanoseconds != 0)
        {
            yield return new("advertise_reconnect_timeout can only be used on a client", "advertise_reconnect_timeout");
        }

        if (config.Node.ServerRejoinAgeMax < GoDuration.FromSeconds(6 * 3600))
        {
            yield return new("server_rejoin_age_max must be greater than or equal to 6h", "server_rejoin_age_max");
        }
    }

    private static IEnumerable<ConfigProblem> Security(AgentConfig config)
    {
        if (config.Encryption.Key.Length > 0 && GossipKey.Refuse(config.Encryption.Key) is { } error)
        {
            yield return new($"encrypt has invalid key: {error}", "encrypt");
        }

        if (config.AutoEncrypt.Tls && config.Node.Server)
        {
            yield return new("auto_encrypt.tls can only be used on a client.", "auto_encrypt.tls");
        }

        if (config.AutoEncrypt.AllowTls && !config.Node.Server)
        {
            yield return new("auto_encrypt.allow_tls can only be used on a server.", "auto_encrypt.allow_tls");
        }

        if (config.AutoConfig.Enabled && config.AutoEncrypt.Tls)
        {
            yield return new(
                "both auto_encrypt.tls and auto_config.enabled cannot be set to true.",
                "auto_config.enabled"
            );
        }

        if (config.Acl.DefaultPolicy is not ("allow" or "deny"))
        {
            yield return new($"Unsupported default ACL policy: {config.Acl.DefaultPolicy}", "acl.default_policy");
        }

        if (config.Acl.DownPolicy is not ("allow" or "deny" or "extend-cache" or "async-cache"))
        {
            yield return new($"Unsupported down ACL policy: {config.Acl.DownPolicy}", "acl.down_policy");
        }

        foreach (var problem in TlsChecks.All(config).Concat(UiChecks.All(config)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<ConfigProblem> BasicName(string key, string value)
    {
        if (value.Length == 0)
        {
            yield return new($"{key} cannot be empty", key);
        }
        else if (!BasicNames().IsMatch(value))
        {
            yield return new(
                $"{key} can only contain lowercase alphanumeric, - or _ characters. received: {GoQuote.Quote(value)}",
                key
            );
        }
    }

    private static bool IsUsableAltDomain(string domain, string datacenter) =>
        !new[] { "service", "connect", "node", "query", "addr", datacenter }.Any(name =>
            domain.StartsWith(name + ".", StringComparison.Ordinal)
        );

    private static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z0-9_-]+\\z")]
    private static partial Regex BasicNames();
}
