using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Model.Services;

namespace Praetor.Agent.Configuration.Definitions;

/// <summary>Makes checks of what files say: on their own, or within a service.</summary>
internal static class CheckConversion
{
    /// <summary>A check on its own.</summary>
    public static CheckDefinition ToDefinition(RawConfig raw)
    {
        var type = ToType(raw);
        return new CheckDefinition
        {
            ID = type.CheckID,
            Name = type.Name,
            Notes = type.Notes,
            ServiceID = raw.Get(CheckDefinitionKeys.ServiceId),
            Token = raw.Get(CheckDefinitionKeys.Token),
            Status = type.Status,
            ScriptArgs = type.ScriptArgs,
            Http = type.Http,
            H2Ping = type.H2Ping,
            H2PingUseTls = type.H2PingUseTls,
            Header = type.Header,
            Method = type.Method,
            Body = type.Body,
            DisableRedirects = type.DisableRedirects,
            Tcp = type.Tcp,
            TcpUseTls = type.TcpUseTls,
            Udp = type.Udp,
            Interval = type.Interval,
            AliasNode = type.AliasNode,
            AliasService = type.AliasService,
            DockerContainerID = type.DockerContainerID,
            Shell = type.Shell,
            Grpc = type.Grpc,
            GrpcUseTls = type.GrpcUseTls,
            OSService = type.OSService,
            TlsServerName = type.TlsServerName,
            TlsSkipVerify = type.TlsSkipVerify,
            Timeout = type.Timeout,
            Ttl = type.Ttl,
            SuccessBeforePassing = type.SuccessBeforePassing,
            FailuresBeforeWarning = type.FailuresBeforeWarning,
            FailuresBeforeCritical = type.FailuresBeforeCritical,
            DeregisterCriticalServiceAfter = type.DeregisterCriticalServiceAfter,
            OutputMaxSize = type.OutputMaxSize,
        };
    }

    /// <summary>A check within a service.</summary>
    public static CheckType ToType(RawConfig raw)
    {
        var critical = raw.Get(CheckDefinitionKeys.FailuresBeforeCritical);
        return new CheckType
        {
            CheckID = raw.Get(CheckDefinitionKeys.Id),
            Name = raw.Get(CheckDefinitionKeys.Name),
            Notes = raw.Get(CheckDefinitionKeys.Notes),
            Status = raw.Get(CheckDefinitionKeys.Status),
            ScriptArgs = raw.Has(CheckDefinitionKeys.Args) ? raw.Get(CheckDefinitionKeys.Args) : null,
            Http = raw.Get(CheckDefinitionKeys.Http),
            H2Ping = raw.Get(CheckDefinitionKeys.H2Ping),
            H2PingUseTls = raw.Has(CheckDefinitionKeys.H2PingUseTls) ? raw.Get(CheckDefinitionKeys.H2PingUseTls) : null,
            Header = Header(raw),
            Method = raw.Get(CheckDefinitionKeys.Method),
            Body = raw.Get(CheckDefinitionKeys.Body),
            DisableRedirects = raw.Get(CheckDefinitionKeys.DisableRedirects),
            Tcp = raw.Get(CheckDefinitionKeys.Tcp),
            TcpUseTls = raw.Get(CheckDefinitionKeys.TcpUseTls),
            Udp = raw.Get(CheckDefinitionKeys.Udp),
            Interval = raw.Get(CheckDefinitionKeys.Interval),
            AliasNode = raw.Get(CheckDefinitionKeys.AliasNode),
            AliasService = raw.Get(CheckDefinitionKeys.AliasService),
            DockerContainerID = raw.Get(CheckDefinitionKeys.DockerContainerId),
            Shell = raw.Get(CheckDefinitionKeys.Shell),
            Grpc = raw.Get(CheckDefinitionKeys.Grpc),
            GrpcUseTls = raw.Get(CheckDefinitionKeys.GrpcUseTls),
            OSService = raw.Get(CheckDefinitionKeys.OSService),
            TlsServerName = raw.Get(CheckDefinitionKeys.TlsServerName),
            TlsSkipVerify = raw.Get(CheckDefinitionKeys.TlsSkipVerify),
            Timeout = raw.Get(CheckDefinitionKeys.Timeout),
            Ttl = raw.Get(CheckDefinitionKeys.Ttl),
            SuccessBeforePassing = raw.Get(CheckDefinitionKeys.SuccessBeforePassing),
            FailuresBeforeWarning = raw.Has(CheckDefinitionKeys.FailuresBeforeWarning)
                ? raw.Get(CheckDefinitionKeys.FailuresBeforeWarning)
                : critical,
            FailuresBeforeCritical = critical,
            DeregisterCriticalServiceAfter = raw.Get(CheckDefinitionKeys.DeregisterAfter),
            OutputMaxSize = raw.Get(CheckDefinitionKeys.OutputMaxSize),
        };
    }

    private static SortedList<string, IReadOnlyList<string>?>? Header(RawConfig raw)
    {
        if (!raw.Has(CheckDefinitionKeys.Header))
        {
            return null;
        }

        var header = new SortedList<string, IReadOnlyList<string>?>(StringComparer.Ordinal);
        foreach (var (name, values) in raw.Get(CheckDefinitionKeys.Header))
        {
            header.Add(name, values);
        }

        return header;
    }
}
