using System.Text.Json.Nodes;

namespace Praetor.Agent.Tests.Configuration;

/// <summary>One row of the table of Consul's keys, and a document that sets just that key to something unusual.</summary>
internal sealed record KeySample(string Path, string Type, string Note)
{
    // Values that a check accepts and that differ from the default.
    private static readonly SortedList<string, string> Special = new(StringComparer.Ordinal)
    {
        ["advertise_addr_ipv6"] = "\"fd00::2\"",
        ["advertise_addr_wan_ipv6"] = "\"fd00::2\"",
        ["raft_protocol"] = "3",
        ["watches"] = """[{"type": "key", "key": "k", "args": ["x"]}]""",
        ["tls.defaults.tls_min_version"] = "\"TLSv1_1\"",
        ["tls.internal_rpc.tls_min_version"] = "\"TLSv1_1\"",
        ["tls.https.tls_min_version"] = "\"TLSv1_1\"",
        ["tls.grpc.tls_min_version"] = "\"TLSv1_1\"",
        ["acl.default_policy"] = "\"deny\"",
        ["acl_default_policy"] = "\"deny\"",
        ["acl.down_policy"] = "\"deny\"",
        ["acl_down_policy"] = "\"deny\"",
        ["auto_config.enabled"] = "true",
        ["bootstrap_expect"] = "3",
        ["dns_config.recursor_strategy"] = "\"random\"",
        ["encrypt"] = "\"AAAAAAAAAAAAAAAAAAAAAA==\"",
        ["limits.request_limits.mode"] = "\"enforcing\"",
        ["locality.zone"] = "\"z\"",
        ["log_level"] = "\"WARN\"",
        ["node_id"] = "\"a0000000-0000-4000-8000-000000000001\"",
        ["performance.raft_multiplier"] = "2",
        ["ports.proxy_min_port"] = "20001",
        ["ports.proxy_max_port"] = "20256",
        ["ports.sidecar_min_port"] = "21001",
        ["ports.sidecar_max_port"] = "21256",
        ["ports.expose_min_port"] = "21501",
        ["ports.expose_max_port"] = "21756",
        ["protocol"] = "3",
        ["raft_logstore.backend"] = "\"wal\"",
        ["server_rejoin_age_max"] = "\"7h\"",
        ["tls_min_version"] = "\"tls12\"",
        ["ui_config.content_path"] = "\"/x/\"",
        ["ui_content_path"] = "\"/x/\"",
        ["ui_config.metrics_provider_options_json"] = "\"{}\"",
        ["checks[].status"] = "\"passing\"",
        ["checks[].failures_before_warning"] = "0",
    };

    /// <summary>What else has to be set for the key to make sense.</summary>
    private static readonly SortedList<string, string> Companions = new(StringComparer.Ordinal)
    {
        ["addresses.https"] = """{"ports": {"https": 8501}}""",
        ["addresses.grpc"] = """{"ports": {"grpc": 8502}}""",
        ["addresses.grpc_tls"] = """{"ports": {"grpc_tls": 8503}}""",
        ["advertise_addr_ipv6"] = """{"bind_addr": "fd00::1"}""",
        ["advertise_addr_wan_ipv6"] = """{"bind_addr": "fd00::1"}""",
        ["auto_encrypt.allow_tls"] = """{"server": true}""",
        ["bootstrap"] = """{"server": true}""",
        ["bootstrap_expect"] = """{"server": true}""",
        ["locality.zone"] = """{"locality": {"region": "r"}}""",
        ["verify_incoming"] = """{"tls": {"grpc": {"verify_incoming": true}}}""",
        // These two are what they become in any case unless the node is the other kind.
        ["leave_on_terminate"] = """{"server": true}""",
        ["tls.internal_rpc.verify_outgoing"] = """{"tls": {"defaults": {"verify_outgoing": false}}}""",
    };

    /// <summary>The document without the key.</summary>
    public JsonObject Base()
    {
        var document = Companions.TryGetValue(Path, out var companion) ? JsonNode.Parse(companion)!.AsObject() : [];
        if (Path.StartsWith("services[]", StringComparison.Ordinal))
        {
            document["services"] = JsonNode.Parse("""[{"name": "w"}]""");
        }
        else if (Path.StartsWith("checks[]", StringComparison.Ordinal))
        {
            document["checks"] = JsonNode.Parse(
                Path == "checks[].failures_before_warning"
                    ? """[{"name": "c", "ttl": "9s", "failures_before_critical": 5}]"""
                    : """[{"name": "c", "ttl": "9s"}]"""
            );
        }

        return document;
    }

    /// <summary>The document with the key.</summary>
    public JsonObject Document()
    {
        var document = Base();
        if (Path.StartsWith("checks[]", StringComparison.Ordinal))
        {
            var name = Path["checks[].".Length..];
            document["checks"] = JsonNode.Parse(
                name is "alias_node" or "alias_service" ? """[{"name": "c"}]"""
                : name == "interval" ? """[{"name": "c", "tcp": "x:1"}]"""
                : IsProbe(name) ? """[{"name": "c", "interval": "9s"}]"""
                : document["checks"]!.ToJsonString()
            );
        }

        Set(document, Path.Split('.'), Value());
        return document;
    }

    private static bool IsProbe(string name) =>
        name is "args" or "http" or "tcp" or "udp" or "docker_container_id" or "grpc" or "h2ping" or "os_service";

    private static void Set(JsonObject target, ReadOnlySpan<string> names, JsonNode value)
    {
        var name = names[0].Replace("[]", "", StringComparison.Ordinal);
        if (names.Length == 1)
        {
            target[name] = value;
            return;
        }

        var isList = names[0].EndsWith(']');
        target[name] ??= isList ? new JsonArray(new JsonObject()) : new JsonObject();
        Set((isList ? target[name]![0]! : target[name]!).AsObject(), names[1..], value);
    }

    private JsonNode Value() =>
        JsonNode.Parse(
            Special.TryGetValue(Path, out var special)
                ? special
                : Type switch
                {
                    "bool" => IsOnByDefault ? "false" : "true",
                    "int" or "uint" or "uint32" or "uint64" => "17",
                    "float64" => "17.5",
                    "string" => IsDuration ? "\"17m\""
                    : IsAddress ? "\"10.1.2.3\""
                    : "\"x\"",
                    "[]string" => Path.Contains("cidrs", StringComparison.Ordinal)
                    || Path.Contains("allow_write", StringComparison.Ordinal)
                        ? "[\"10.0.0.0/8\"]"
                        : "[\"x\"]",
                    "map[string]string" => "{\"k\": \"v\"}",
                    "map[string][]string" => "{\"k\": [\"v\", \"w\"]}",
                    "map[string]interface{}" => "{\"k\": {\"l\": 1}}",
                    "[]map[string]interface{}" => "[{\"k\": \"v\"}]",
                    "map[string]ServiceAddress" => "{\"lan\": {\"address\": \"10.1.2.3\", \"port\": 7}}",
                    "Time" => "\"2020-01-01T00:00:00Z\"",
                    _ => throw new InvalidOperationException($"no sample for {Type}"),
                }
        )!;

    private bool IsOnByDefault =>
        Path
            is "autopilot.cleanup_dead_servers"
                or "connect.enabled"
                or "peering.enabled"
                or "disable_host_node_id"
                or "disable_remote_exec"
                or "dns_config.allow_stale"
                or "dns_config.enable_additional_node_meta_txt"
                or "enable_central_service_config"
                or "encrypt_verify_incoming"
                or "encrypt_verify_outgoing"
                or "http_config.use_cache"
                or "rpc.enable_streaming"
                or "use_streaming_backend"
                or "skip_leave_on_interrupt"
                or "verify_incoming"
                or "telemetry.retry_failed_connection"
                or "telemetry.filter_default"
        && Path is not ("skip_leave_on_interrupt" or "verify_incoming");

    private bool IsDuration =>
        Last
            is "ttl"
                or "acl_ttl"
                or "interval"
                or "timeout"
                or "deregister_critical_service_after"
                or "leave_drain_time"
                or "server_stabilization_time"
                or "default_query_time"
                or "max_query_time"
                or "discovery_max_stale"
                or "max_stale"
                or "cache_max_age"
                or "session_ttl_min"
                or "sync_coordinate_interval_min"
                or "check_deregister_interval_min"
                or "update_period"
                or "prometheus_retention_time"
                or "log_rotate_duration"
                or "last_contact_threshold"
                or "rpc_hold_timeout"
                or "test_ca_leaf_root_change_spread"
                or "verification.interval"
        || Last.EndsWith("_ttl", StringComparison.Ordinal)
        || (
            Last.EndsWith("_interval", StringComparison.Ordinal)
            && !Last.StartsWith("circonus", StringComparison.Ordinal)
        )
        || Last.EndsWith("_interval_wan", StringComparison.Ordinal)
        || Last.EndsWith("gateways_interval", StringComparison.Ordinal)
        || Last.Contains("_timeout", StringComparison.Ordinal)
        || Last.EndsWith("_leeway", StringComparison.Ordinal);

    private bool IsAddress =>
        Path is "bind_addr" or "client_addr" or "serf_lan" or "serf_wan"
        || Path.StartsWith("addresses.", StringComparison.Ordinal)
        || Path.StartsWith("advertise_addr", StringComparison.Ordinal);

    private string Last => Path[(Path.LastIndexOf('.') + 1)..];
}
