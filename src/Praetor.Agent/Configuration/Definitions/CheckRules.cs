using Praetor.Model.Services;

namespace Praetor.Agent.Configuration.Definitions;

/// <summary>What must hold of a check, whether a file or a client of the API defines it, in Consul's words.</summary>
public static class CheckRules
{
    /// <summary>What is wrong with the check, or null.</summary>
    public static string? Refuse(CheckType check)
    {
        var alias = check.AliasNode.Length > 0 || check.AliasService.Length > 0;
        var probe =
            check.ScriptArgs is { Count: > 0 }
            || check.DockerContainerID.Length > 0
            || check.Http.Length > 0
            || check.Tcp.Length > 0
            || check.Udp.Length > 0
            || check.Grpc.Length > 0
            || check.H2Ping.Length > 0
            || check.OSService.Length > 0;
        var interval = check.Interval.Nanoseconds > 0;
        var ttl = check.Ttl.Nanoseconds > 0;
        return interval && ttl ? "Interval and TTL cannot both be specified"
            : probe && !interval ? "Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks"
            : probe && alias ? "Interval cannot be set for Alias checks"
            : alias && ttl ? "TTL must be not be set for Alias checks"
            : !probe && !alias && !ttl ? "TTL must be > 0 for TTL checks"
            : check.OutputMaxSize < 0 ? "MaxOutputMaxSize must be positive"
            : check.FailuresBeforeWarning > check.FailuresBeforeCritical
                ? "FailuresBeforeWarning can't be higher than FailuresBeforeCritical"
            : null;
    }
}
