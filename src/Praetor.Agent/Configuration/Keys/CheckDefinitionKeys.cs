using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys of a check in a file.</summary>
internal static class CheckDefinitionKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> Id = Keys.Text("id", "", "Unique on its node; the name when absent.")
        .Alias("check_id")
        .HasEffect();

    public static readonly ConfigKey<string> Name = Keys.Text("name", "", "What people call it.").HasEffect();

    public static readonly ConfigKey<string> Notes = Keys.Text("notes", "", "What people should know about it.")
        .HasEffect();

    public static readonly ConfigKey<string> ServiceId = Keys.Text(
            "service_id",
            "",
            "The instance it is about; the node when absent."
        )
        .HasEffect();

    public static readonly ConfigKey<string> Token = Keys.Text("token", "", "The secret with which it is registered.")
        .Secret()
        .HasEffect();

    public static readonly ConfigKey<string> Status = Keys.Text(
            "status",
            "",
            "The state it starts with; critical when absent."
        )
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<string>> Args = Keys.List("args", "The command to run.")
        .Alias("script_args")
        .HasEffect();

    public static readonly ConfigKey<string> Http = Keys.Text("http", "", "The URL to get.").HasEffect();

    public static readonly ConfigKey<IReadOnlyDictionary<string, IReadOnlyList<string>>> Header = Keys.Lists(
            "header",
            "Headers to send."
        )
        .HasEffect();

    public static readonly ConfigKey<string> Method = Keys.Text("method", "", "The HTTP method.").HasEffect();

    public static readonly ConfigKey<string> Body = Keys.Text("body", "", "The body to send.").HasEffect();

    public static readonly ConfigKey<bool> DisableRedirects = Keys.Bool(
            "disable_redirects",
            false,
            "Take a redirect for the answer."
        )
        .HasEffect();

    public static readonly ConfigKey<int> OutputMaxSize = Keys.Integer(
            "output_max_size",
            0,
            "Most bytes of output kept; 0 for check_output_max_size."
        )
        .HasEffect();

    public static readonly ConfigKey<string> Tcp = Keys.Text("tcp", "", "The address to connect to.").HasEffect();

    public static readonly ConfigKey<bool> TcpUseTls = Keys.Bool("tcp_use_tls", false, "Speak TLS there.").HasEffect();

    public static readonly ConfigKey<string> Udp = Keys.Text("udp", "", "The address to send a datagram to.")
        .HasEffect();

    public static readonly ConfigKey<GoDuration> Interval = Keys.Duration("interval", "0s", "How often.").HasEffect();

    public static readonly ConfigKey<string> DockerContainerId = Keys.Text(
        "docker_container_id",
        "",
        "The container to run the command in."
    );

    public static readonly ConfigKey<string> Shell = Keys.Text("shell", "", "The shell to run it in.");

    public static readonly ConfigKey<string> Grpc = Keys.Text("grpc", "", "The gRPC health endpoint.").HasEffect();

    public static readonly ConfigKey<bool> GrpcUseTls = Keys.Bool("grpc_use_tls", false, "Speak TLS there.")
        .HasEffect();

    public static readonly ConfigKey<string> TlsServerName = Keys.Text(
            "tls_server_name",
            "",
            "The name to expect in the certificate."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> TlsSkipVerify = Keys.Bool("tls_skip_verify", false, "Take any certificate.")
        .HasEffect();

    public static readonly ConfigKey<string> AliasNode = Keys.Text(
            "alias_node",
            "",
            "The node whose health is taken over."
        )
        .HasEffect();

    public static readonly ConfigKey<string> AliasService = Keys.Text(
            "alias_service",
            "",
            "The service whose health is taken over."
        )
        .HasEffect();

    public static readonly ConfigKey<GoDuration> Timeout = Keys.Duration(
            "timeout",
            "0s",
            "How long one attempt may take."
        )
        .HasEffect();

    public static readonly ConfigKey<GoDuration> Ttl = Keys.Duration(
            "ttl",
            "0s",
            "How long a report of the service itself is good for."
        )
        .HasEffect();

    public static readonly ConfigKey<string> H2Ping = Keys.Text("h2ping", "", "The address to ping by HTTP/2.");

    public static readonly ConfigKey<bool> H2PingUseTls = Keys.Bool("h2ping_use_tls", true, "Ping over TLS.");

    public static readonly ConfigKey<string> OSService = Keys.Text(
        "os_service",
        "",
        "The service of the operating system to look at."
    );

    public static readonly ConfigKey<int> SuccessBeforePassing = Keys.Integer(
            "success_before_passing",
            0,
            "Successes in a row that make it passing."
        )
        .HasEffect();

    public static readonly ConfigKey<int> FailuresBeforeWarning = Keys.Integer(
            "failures_before_warning",
            0,
            "Failures in a row that make it warn; failures_before_critical when absent."
        )
        .HasEffect();

    public static readonly ConfigKey<int> FailuresBeforeCritical = Keys.Integer(
            "failures_before_critical",
            0,
            "Failures in a row that make it critical."
        )
        .HasEffect();

    public static readonly ConfigKey<GoDuration> DeregisterAfter = Keys.Duration(
            "deregister_critical_service_after",
            "0s",
            "How long the service may stay critical before it is removed; 0 for ever."
        )
        .HasEffect();

    /// <summary>The object that these keys make up.</summary>
    public static ConfigSchema Schema { get; } = new(joinedNames: true, Keys);
}
