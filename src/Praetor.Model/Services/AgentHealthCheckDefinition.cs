using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Services;

/// <summary>How a check is done, within <see cref="AgentHealthCheck"/>: nothing is left out.</summary>
[JsonRecord(GoType = "api.HealthCheckDefinition")]
public sealed partial record AgentHealthCheckDefinition
{
    /// <summary>How often.</summary>
    [JsonField(Duration = DurationForm.Text)]
    public GoDuration Interval { get; init; }

    /// <summary>How long one attempt may take.</summary>
    [JsonField(Duration = DurationForm.Text)]
    public GoDuration Timeout { get; init; }

    /// <summary>How long the service may stay critical before it is removed.</summary>
    [JsonField(Duration = DurationForm.Text)]
    public GoDuration DeregisterCriticalServiceAfter { get; init; }

    /// <summary>The URL to get.</summary>
    [FieldName("HTTP")]
    public string Http { get; init; } = "";

    /// <summary>Headers to send.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>?>? Header { get; init; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; init; } = "";

    /// <summary>The body to send.</summary>
    public string Body { get; init; } = "";

    /// <summary>The name to expect in the certificate.</summary>
    [FieldName("TLSServerName")]
    public string TlsServerName { get; init; } = "";

    /// <summary>Whether any certificate will do.</summary>
    [FieldName("TLSSkipVerify")]
    public bool TlsSkipVerify { get; init; }

    /// <summary>The address to connect to.</summary>
    [FieldName("TCP")]
    public string Tcp { get; init; } = "";

    /// <summary>Whether to speak TLS there.</summary>
    [FieldName("TCPUseTLS")]
    public bool TcpUseTls { get; init; }

    /// <summary>The address to send a datagram to.</summary>
    [FieldName("UDP")]
    public string Udp { get; init; } = "";

    /// <summary>The gRPC health endpoint.</summary>
    [FieldName("GRPC")]
    public string Grpc { get; init; } = "";

    /// <summary>The service of the operating system to look at.</summary>
    public string OSService { get; init; } = "";

    /// <summary>Whether to speak TLS there.</summary>
    [FieldName("GRPCUseTLS")]
    public bool GrpcUseTls { get; init; }
}
