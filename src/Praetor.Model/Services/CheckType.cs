using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Services;

/// <summary>A check within a service's definition, as clients of the agent send it.</summary>
[WireRecord]
[JsonRecord(DecodesItself = true, Ignores = ["ServiceID", "service_id"])]
public sealed partial record CheckType
{
    /// <summary>Unique on its node; empty to have one made from the service.</summary>
    [JsonField(GoType = "types.CheckID")]
    public string CheckID { get; init; } = "";

    /// <summary>What people call it; empty to have one made from the service.</summary>
    public string Name { get; init; } = "";

    /// <summary>The status it starts with; empty is critical.</summary>
    public string Status { get; init; } = "";

    /// <summary>What people should know about it.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The command to run.</summary>
    [JsonField(Aliases = ["args", "script_args"])]
    public IReadOnlyList<string>? ScriptArgs { get; init; }

    /// <summary>The URL to get.</summary>
    [FieldName("HTTP")]
    public string Http { get; init; } = "";

    /// <summary>The address to ping by HTTP/2.</summary>
    [FieldName("H2PING")]
    public string H2Ping { get; init; } = "";

    /// <summary>Whether to ping over TLS; it does unless told otherwise.</summary>
    [FieldName("H2PingUseTLS")]
    [JsonField(GoType = "bool", Aliases = ["h2ping_use_tls"])]
    public bool? H2PingUseTls { get; init; }

    /// <summary>Headers to send.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>?>? Header { get; init; }

    /// <summary>The HTTP method; empty is GET.</summary>
    public string Method { get; init; } = "";

    /// <summary>The body to send.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether a redirect is the answer.</summary>
    public bool DisableRedirects { get; init; }

    /// <summary>The address to connect to.</summary>
    [FieldName("TCP")]
    public string Tcp { get; init; } = "";

    /// <summary>Whether to speak TLS there.</summary>
    [FieldName("TCPUseTLS")]
    [JsonField(Aliases = ["tcp_use_tls"])]
    public bool TcpUseTls { get; init; }

    /// <summary>The address to send a datagram to.</summary>
    [FieldName("UDP")]
    public string Udp { get; init; } = "";

    /// <summary>How often.</summary>
    [JsonField(Duration = DurationForm.NumberReadsText)]
    public GoDuration Interval { get; init; }

    /// <summary>The node whose health is taken over.</summary>
    public string AliasNode { get; init; } = "";

    /// <summary>The service whose health is taken over.</summary>
    public string AliasService { get; init; } = "";

    /// <summary>The container to run the command in.</summary>
    [JsonField(Aliases = ["docker_container_id"])]
    public string DockerContainerID { get; init; } = "";

    /// <summary>The shell to run it in.</summary>
    public string Shell { get; init; } = "";

    /// <summary>The gRPC health endpoint.</summary>
    [FieldName("GRPC")]
    public string Grpc { get; init; } = "";

    /// <summary>Whether to speak TLS there.</summary>
    [FieldName("GRPCUseTLS")]
    [JsonField(Aliases = ["grpc_use_tls"])]
    public bool GrpcUseTls { get; init; }

    /// <summary>The service of the operating system to look at.</summary>
    public string OSService { get; init; } = "";

    /// <summary>The name to expect in the certificate.</summary>
    [FieldName("TLSServerName")]
    [JsonField(Aliases = ["tls_server_name"])]
    public string TlsServerName { get; init; } = "";

    /// <summary>Whether any certificate will do.</summary>
    [FieldName("TLSSkipVerify")]
    [JsonField(Aliases = ["tls_skip_verify"])]
    public bool TlsSkipVerify { get; init; }

    /// <summary>How long one attempt may take.</summary>
    [JsonField(Duration = DurationForm.NumberReadsText)]
    public GoDuration Timeout { get; init; }

    /// <summary>How long a report of the service itself is good for.</summary>
    [FieldName("TTL")]
    [JsonField(Duration = DurationForm.NumberReadsText)]
    public GoDuration Ttl { get; init; }

    /// <summary>How many successes in a row make it passing.</summary>
    public int SuccessBeforePassing { get; init; }

    /// <summary>How many failures in a row make it warn.</summary>
    public int FailuresBeforeWarning { get; init; }

    /// <summary>How many failures in a row make it critical.</summary>
    public int FailuresBeforeCritical { get; init; }

    /// <summary>The URL to get through the proxy, instead of <see cref="Http"/>.</summary>
    [FieldName("ProxyHTTP")]
    public string ProxyHttp { get; init; } = "";

    /// <summary>The gRPC endpoint behind the proxy, instead of <see cref="Grpc"/>.</summary>
    [FieldName("ProxyGRPC")]
    public string ProxyGrpc { get; init; } = "";

    /// <summary>How long the service may stay critical before it is removed; 0 is for ever.</summary>
    [JsonField(Duration = DurationForm.NumberReadsText, Aliases = ["deregister_critical_service_after"])]
    public GoDuration DeregisterCriticalServiceAfter { get; init; }

    /// <summary>How many bytes of output to keep; 0 for the default.</summary>
    public int OutputMaxSize { get; init; }
}
