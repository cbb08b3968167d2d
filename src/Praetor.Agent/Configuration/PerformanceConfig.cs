using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>Times and modes of the internal protocols.</summary>
public sealed record PerformanceConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static PerformanceConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Factor on the times of Raft, 1 to 10.</summary>
    public required int RaftMultiplier { get; init; }

    /// <summary>How long a leaving agent still answers.</summary>
    public required GoDuration LeaveDrainTime { get; init; }

    /// <summary>How long a request waits for a leader.</summary>
    public required GoDuration RpcHoldTimeout { get; init; }

    /// <summary>Pause between gRPC keepalives.</summary>
    public required GoDuration GrpcKeepaliveInterval { get; init; }

    /// <summary>How long a gRPC keepalive may take.</summary>
    public required GoDuration GrpcKeepaliveTimeout { get; init; }

    /// <summary>Let clients follow health by streams.</summary>
    public required bool UseStreamingBackend { get; init; }

    /// <summary>Let servers serve streams.</summary>
    public required bool RpcEnableStreaming { get; init; }

    internal static PerformanceConfig Read(ConfigReader read) =>
        new()
        {
            RaftMultiplier = read.Get(PerformanceKeys.RaftMultiplier),
            LeaveDrainTime = read.Get(PerformanceKeys.LeaveDrainTime),
            RpcHoldTimeout = read.Get(PerformanceKeys.RpcHoldTimeout),
            GrpcKeepaliveInterval = read.Get(PerformanceKeys.GrpcKeepaliveInterval),
            GrpcKeepaliveTimeout = read.Get(PerformanceKeys.GrpcKeepaliveTimeout),
            UseStreamingBackend = read.Get(PerformanceKeys.UseStreamingBackend),
            RpcEnableStreaming = read.Get(PerformanceKeys.RpcEnableStreaming),
        };
}
