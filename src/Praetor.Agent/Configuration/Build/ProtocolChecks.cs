using System.Globalization;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Build;

/// <summary>What must hold of versions, sizes and modes.</summary>
internal static class ProtocolChecks
{
    private const int RaftMultiplierMax = 10;

    public static IEnumerable<ConfigProblem> All(AgentConfig config)
    {
        var multiplier = config.Performance.RaftMultiplier;
        if (multiplier is < 1 or > RaftMultiplierMax)
        {
            yield return new(
                $"performance.raft_multiplier cannot be {Show(multiplier)}. Must be between 1 and {Show(RaftMultiplierMax)}",
                "performance.raft_multiplier"
            );
        }

        if (config.Raft.Protocol != 3)
        {
            yield return new(
                $"raft_protocol version {Show(config.Raft.Protocol)} is not supported by this version of Consul",
                "raft_protocol"
            );
        }

        if (config.Node.Protocol is < 2 or > 3)
        {
            yield return new(
                $"Protocol version '{Show(config.Node.Protocol)}' too {(config.Node.Protocol < 2 ? "low" : "high")}. Must be in range: [2, 3]",
                "protocol"
            );
        }

        if (config.Checks.OutputMaxSize < 1)
        {
            yield return new(
                "check_output_max_size must be positive, to discard check output use the discard_check_output flag",
                "check_output_max_size"
            );
        }

        if (config.Raft.LogStoreBackend is not ("default" or "boltdb" or "wal"))
        {
            yield return new(
                $"raft_logstore.backend must be one of 'boltdb' or 'wal', got {GoQuote.Quote(config.Raft.LogStoreBackend)}",
                "raft_logstore.backend"
            );
        }

        if (config.Raft.SegmentSizeMegabytes is < 1 or > 1024)
        {
            yield return new(
                "raft_logstore.wal.segment_size_mb cannot be less than 1 or greater than 1024",
                "raft_logstore.wal.segment_size_mb"
            );
        }

        if (config.Limits.RequestMode is not ("disabled" or "permissive" or "enforcing"))
        {
            yield return new(
                $"limits.request_limits.mode: unknown mode {GoQuote.Quote(config.Limits.RequestMode)}",
                "limits.request_limits.mode"
            );
        }

        if (config.Logging.Level is not ("TRACE" or "DEBUG" or "INFO" or "WARN" or "ERROR" or "ERR"))
        {
            yield return new(
                $"Invalid log level: {config.Logging.Level}. Valid log levels are: [TRACE DEBUG INFO WARN ERROR]",
                "log_level"
            );
        }

        if (config.Dns.RecursorStrategy is not ("sequential" or "random"))
        {
            yield return new(
                $"dns_config.recursor_strategy must be one of: sequential, random, got {GoQuote.Quote(config.Dns.RecursorStrategy)}",
                "dns_config.recursor_strategy"
            );
        }
    }

    private static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);
}
