using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>performance</c>.</summary>
internal static class PerformanceKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<int> RaftMultiplier = Keys.Integer(
            "performance.raft_multiplier",
            5,
            "Factor on the times of Raft, 1 to 10."
        )
        .InDev(1)
        .Reloads(ReloadPart.Raft)
        .HasEffect();

    public static readonly ConfigKey<GoDuration> LeaveDrainTime = Keys.Duration(
        "performance.leave_drain_time",
        "5s",
        "How long a leaving agent still answers."
    );

    public static readonly ConfigKey<GoDuration> RpcHoldTimeout = Keys.Duration(
            "performance.rpc_hold_timeout",
            "7s",
            "How long a request waits for a leader."
        )
        .HasEffect();

    public static readonly ConfigKey<GoDuration> GrpcKeepaliveInterval = Keys.Duration(
        "performance.grpc_keepalive_interval",
        "30s",
        "Pause between gRPC keepalives."
    );

    public static readonly ConfigKey<GoDuration> GrpcKeepaliveTimeout = Keys.Duration(
        "performance.grpc_keepalive_timeout",
        "20s",
        "How long a gRPC keepalive may take."
    );

    public static readonly ConfigKey<bool> UseStreamingBackend = Keys.Bool(
        "use_streaming_backend",
        true,
        "Let clients follow health by streams."
    );

    public static readonly ConfigKey<bool> RpcEnableStreaming = Keys.Bool(
            "rpc.enable_streaming",
            true,
            "Let servers serve streams."
        )
        .ServerOnly();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
