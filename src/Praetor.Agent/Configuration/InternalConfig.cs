using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>Times that only tests change: no user can.</summary>
public sealed record InternalConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static InternalConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Coordinates a second in a datacenter; not settable.</summary>
    public required double CoordinateRateTarget { get; init; }

    /// <summary>Least pause between coordinates; not settable.</summary>
    public required GoDuration CoordinateIntervalMin { get; init; }

    /// <summary>Coordinates in an update; not settable.</summary>
    public required int CoordinateBatchSize { get; init; }

    /// <summary>Updates at once; not settable.</summary>
    public required int CoordinateMaxBatches { get; init; }

    /// <summary>Pause between updates; not settable.</summary>
    public required GoDuration CoordinatePeriod { get; init; }

    /// <summary>Election timeout before the multiplier; not settable.</summary>
    public required GoDuration ElectionTimeout { get; init; }

    /// <summary>Heartbeat timeout before the multiplier; not settable.</summary>
    public required GoDuration HeartbeatTimeout { get; init; }

    /// <summary>Leader lease before the multiplier; not settable.</summary>
    public required GoDuration LeaderLeaseTimeout { get; init; }

    /// <summary>Pause between looks at the servers; not settable.</summary>
    public required GoDuration ServerHealthInterval { get; init; }

    /// <summary>Most segments; not settable.</summary>
    public required int SegmentLimit { get; init; }

    /// <summary>Longest name of a segment; not settable.</summary>
    public required int SegmentNameLimit { get; init; }

    /// <summary>Revision of the program; not settable.</summary>
    public required string Revision { get; init; }

    /// <summary>Version of the program; not settable.</summary>
    public required string Version { get; init; }

    /// <summary>Version of the program; not settable.</summary>
    public required string VersionPrerelease { get; init; }

    /// <summary>Version of the program; not settable.</summary>
    public required string VersionMetadata { get; init; }

    /// <summary>Date of the program; not settable.</summary>
    public required string BuildDate { get; init; }

    internal static InternalConfig Read(ConfigReader read) =>
        new()
        {
            CoordinateRateTarget = read.Get(InternalKeys.CoordinateRateTarget),
            CoordinateIntervalMin = read.Get(InternalKeys.CoordinateIntervalMin),
            CoordinateBatchSize = read.Get(InternalKeys.CoordinateBatchSize),
            CoordinateMaxBatches = read.Get(InternalKeys.CoordinateMaxBatches),
            CoordinatePeriod = read.Get(InternalKeys.CoordinatePeriod),
            ElectionTimeout = read.Get(InternalKeys.ElectionTimeout),
            HeartbeatTimeout = read.Get(InternalKeys.HeartbeatTimeout),
            LeaderLeaseTimeout = read.Get(InternalKeys.LeaderLeaseTimeout),
            ServerHealthInterval = read.Get(InternalKeys.ServerHealthInterval),
            SegmentLimit = read.Get(InternalKeys.SegmentLimit),
            SegmentNameLimit = read.Get(InternalKeys.SegmentNameLimit),
            Revision = read.Get(InternalKeys.Revision),
            Version = read.Get(InternalKeys.Version),
            VersionPrerelease = read.Get(InternalKeys.VersionPrerelease),
            VersionMetadata = read.Get(InternalKeys.VersionMetadata),
            BuildDate = read.Get(InternalKeys.BuildDate),
        };
}
