using Praetor.Model.Services;

namespace Praetor.Agent.Checks;

/// <summary>The ways of checking.</summary>
public enum CheckKind
{
    /// <summary>The service reports by itself, and is critical when it stops doing so.</summary>
    Ttl,

    /// <summary>An HTTP request.</summary>
    Http,

    /// <summary>A TCP connection.</summary>
    Tcp,

    /// <summary>A datagram.</summary>
    Udp,

    /// <summary>gRPC's health protocol.</summary>
    Grpc,

    /// <summary>A command in a container.</summary>
    Docker,

    /// <summary>A command.</summary>
    Script,

    /// <summary>A ping of HTTP/2.</summary>
    H2Ping,

    /// <summary>The health of another service.</summary>
    Alias,

    /// <summary>A service of the operating system.</summary>
    OSService,
}

/// <summary>Tells the ways of checking apart.</summary>
public static class CheckKinds
{
    /// <summary>How a check is done. Of several ways that a definition names the first one here counts, as in Consul.</summary>
    public static CheckKind Of(CheckType type) =>
        type switch
        {
            { Http.Length: > 0 } => CheckKind.Http,
            { Tcp.Length: > 0 } => CheckKind.Tcp,
            { Udp.Length: > 0 } => CheckKind.Udp,
            { Grpc.Length: > 0 } => CheckKind.Grpc,
            { DockerContainerID.Length: > 0 } => CheckKind.Docker,
            { ScriptArgs.Count: > 0 } => CheckKind.Script,
            { H2Ping.Length: > 0 } => CheckKind.H2Ping,
            { OSService.Length: > 0 } => CheckKind.OSService,
            _ when IsAlias(type) => CheckKind.Alias,
            _ => CheckKind.Ttl,
        };

    /// <summary>The kind's name in <c>Type</c> of a check.</summary>
    public static string NameOf(CheckKind kind) =>
        kind switch
        {
            CheckKind.Ttl => "ttl",
            CheckKind.Http => "http",
            CheckKind.Tcp => "tcp",
            CheckKind.Udp => "udp",
            CheckKind.Grpc => "grpc",
            CheckKind.Docker => "docker",
            CheckKind.Script => "script",
            CheckKind.H2Ping => "h2ping",
            CheckKind.Alias => "alias",
            CheckKind.OSService => "os_service",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of check"),
        };

    /// <summary>Whether a command is run, on the host or in a container.</summary>
    public static bool RunsCommand(CheckType type) => type.ScriptArgs is { Count: > 0 };

    private static bool IsAlias(CheckType type) => type.AliasNode.Length > 0 || type.AliasService.Length > 0;
}
