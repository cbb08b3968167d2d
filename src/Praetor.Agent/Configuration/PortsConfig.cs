using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;

namespace Praetor.Agent.Configuration;

/// <summary>The ports that listeners use. -1 stands for a listener that is off.</summary>
public sealed record PortsConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static PortsConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Port of the DNS server, UDP and TCP; -1 turns it off.</summary>
    public required int Dns { get; init; }

    /// <summary>Port of the HTTP API; -1 turns it off.</summary>
    public required int Http { get; init; }

    /// <summary>Port of the HTTPS API; -1 turns it off.</summary>
    public required int Https { get; init; }

    /// <summary>Port of the plaintext gRPC API; -1 turns it off.</summary>
    public required int Grpc { get; init; }

    /// <summary>Port of the gRPC API over TLS: 8503 on servers unless set; -1 turns it off.</summary>
    public required int GrpcTls { get; init; }

    /// <summary>Port of gossip inside the datacenter, UDP and TCP.</summary>
    public required int SerfLan { get; init; }

    /// <summary>Port of gossip between datacenters, UDP and TCP; -1 turns it off.</summary>
    public required int SerfWan { get; init; }

    /// <summary>Port of the server RPC and of Raft.</summary>
    public required int Server { get; init; }

    /// <summary>First port for managed proxies (of the past).</summary>
    public required int ProxyMin { get; init; }

    /// <summary>Last port for managed proxies (of the past).</summary>
    public required int ProxyMax { get; init; }

    /// <summary>First port handed to sidecars registered without one; 0 turns that off.</summary>
    public required int SidecarMin { get; init; }

    /// <summary>Last port handed to sidecars registered without one.</summary>
    public required int SidecarMax { get; init; }

    /// <summary>First port for exposed check listeners.</summary>
    public required int ExposeMin { get; init; }

    /// <summary>Last port for exposed check listeners.</summary>
    public required int ExposeMax { get; init; }

    internal static PortsConfig Read(ConfigReader read) =>
        new()
        {
            Dns = read.Get(PortsKeys.Dns),
            Http = read.Get(PortsKeys.Http),
            Https = read.Get(PortsKeys.Https),
            Grpc = read.Get(PortsKeys.Grpc),
            GrpcTls = read.Get(PortsKeys.GrpcTls),
            SerfLan = read.Get(PortsKeys.SerfLan),
            SerfWan = read.Get(PortsKeys.SerfWan),
            Server = read.Get(PortsKeys.Server),
            ProxyMin = read.Get(PortsKeys.ProxyMin),
            ProxyMax = read.Get(PortsKeys.ProxyMax),
            SidecarMin = read.Get(PortsKeys.SidecarMin),
            SidecarMax = read.Get(PortsKeys.SidecarMax),
            ExposeMin = read.Get(PortsKeys.ExposeMin),
            ExposeMax = read.Get(PortsKeys.ExposeMax),
        };
}
