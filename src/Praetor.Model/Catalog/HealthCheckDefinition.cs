using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>How a check is done. Agents do not send it; it is there for checks that others register in the catalog.</summary>
[WireRecord]
[JsonRecord(DecodesItself = true, IgnoresUnknown = true)]
public sealed partial record HealthCheckDefinition
{
    /// <summary>How often.</summary>
    [JsonField(Duration = DurationForm.Text, OmitEmpty = true)]
    public GoDuration Interval { get; init; }

    /// <summary>How long one attempt may take.</summary>
    [JsonField(Duration = DurationForm.Text, OmitEmpty = true)]
    public GoDuration Timeout { get; init; }

    /// <summary>How long the service may stay critical before it is removed.</summary>
    [JsonField(Duration = DurationForm.Text, OmitEmpty = true)]
    public GoDuration DeregisterCriticalServiceAfter { get; init; }

    /// <summary>The URL to get.</summary>
    [FieldName("HTTP")]
    [JsonField(OmitEmpty = true)]
    public string Http { get; init; } = "";

    /// <summary>The name to expect in the certificate.</summary>
    [FieldName("TLSServerName")]
    [JsonField(OmitEmpty = true)]
    public string TlsServerName { get; init; } = "";

    /// <summary>Whether any certificate will do.</summary>
    [FieldName("TLSSkipVerify")]
    [JsonField(OmitEmpty = true)]
    public bool TlsSkipVerify { get; init; }

    /// <summary>Headers to send.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>?>? Header { get; init; }

    /// <summary>The HTTP method.</summary>
    [JsonField(OmitEmpty = true)]
    public string Method { get; init; } = "";

    /// <summary>The body to send.</summary>
    [JsonField(OmitEmpty = true)]
    public string Body { get; init; } = "";

    /// <summary>Whether a redirect is the answer.</summary>
    [JsonField(OmitEmpty = true)]
    public bool DisableRedirects { get; init; }

    /// <summary>The address to connect to.</summary>
    [FieldName("TCP")]
    [JsonField(OmitEmpty = true)]
    public string Tcp { get; init; } = "";

    /// <summary>Whether to speak TLS there.</summary>
    [FieldName("TCPUseTLS")]
    [JsonField(OmitEmpty = true)]
    public bool TcpUseTls { get; init; }

    /// <summary>The address to send a datagram to.</summary>
    [FieldName("UDP")]
    [JsonField(OmitEmpty = true)]
    public string Udp { get; init; } = "";

    /// <summary>The address to ping by HTTP/2.</summary>
    [FieldName("H2PING")]
    [JsonField(OmitEmpty = true)]
    public string H2Ping { get; init; } = "";

    /// <summary>The service of the operating system to look at.</summary>
    [JsonField(OmitEmpty = true)]
    public string OSService { get; init; } = "";

    /// <summary>Whether to ping over TLS.</summary>
    [FieldName("H2PingUseTLS")]
    [JsonField(OmitEmpty = true)]
    public bool H2PingUseTls { get; init; }

    /// <summary>How many bytes of output to keep.</summary>
    [JsonField(OmitEmpty = true)]
    public uint OutputMaxSize { get; init; }

    /// <summary>The command to run.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyList<string>? ScriptArgs { get; init; }

    /// <summary>The container to run it in.</summary>
    [JsonField(OmitEmpty = true)]
    public string DockerContainerID { get; init; } = "";

    /// <summary>The shell to run it in.</summary>
    [JsonField(OmitEmpty = true)]
    public string Shell { get; init; } = "";

    /// <summary>The gRPC health endpoint.</summary>
    [FieldName("GRPC")]
    [JsonField(OmitEmpty = true)]
    public string Grpc { get; init; } = "";

    /// <summary>Whether to speak TLS there.</summary>
    [FieldName("GRPCUseTLS")]
    [JsonField(OmitEmpty = true)]
    public bool GrpcUseTls { get; init; }

    /// <summary>The node whose health is taken over.</summary>
    [JsonField(OmitEmpty = true)]
    public string AliasNode { get; init; } = "";

    /// <summary>The service whose health is taken over.</summary>
    [JsonField(OmitEmpty = true)]
    public string AliasService { get; init; } = "";

    /// <summary>How long a report of the service itself is good for.</summary>
    [FieldName("TTL")]
    [JsonField(Duration = DurationForm.NumberReadsText, OmitEmpty = true)]
    public GoDuration Ttl { get; init; }
}
