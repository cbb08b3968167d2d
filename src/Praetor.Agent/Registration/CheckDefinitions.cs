using Praetor.Agent.Checks;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>Makes checks of their definitions, with Consul's defaults.</summary>
internal static class CheckDefinitions
{
    /// <summary>How a check that stands alone is done.</summary>
    public static CheckType TypeOf(CheckDefinition definition) =>
        new()
        {
            CheckID = IdOf(definition),
            Name = definition.Name,
            Status = definition.Status,
            Notes = definition.Notes,
            ScriptArgs = definition.ScriptArgs,
            Http = definition.Http,
            H2Ping = definition.H2Ping,
            H2PingUseTls = definition.H2PingUseTls,
            Header = definition.Header,
            Method = definition.Method,
            Body = definition.Body,
            DisableRedirects = definition.DisableRedirects,
            Tcp = definition.Tcp,
            TcpUseTls = definition.TcpUseTls,
            Udp = definition.Udp,
            Interval = definition.Interval,
            AliasNode = definition.AliasNode,
            AliasService = definition.AliasService,
            DockerContainerID = definition.DockerContainerID,
            Shell = definition.Shell,
            Grpc = definition.Grpc,
            GrpcUseTls = definition.GrpcUseTls,
            OSService = definition.OSService,
            TlsServerName = definition.TlsServerName,
            TlsSkipVerify = definition.TlsSkipVerify,
            Timeout = definition.Timeout,
            Ttl = definition.Ttl,
            SuccessBeforePassing = definition.SuccessBeforePassing,
            FailuresBeforeWarning = definition.FailuresBeforeWarning,
            FailuresBeforeCritical = definition.FailuresBeforeCritical,
            DeregisterCriticalServiceAfter = definition.DeregisterCriticalServiceAfter,
            OutputMaxSize = definition.OutputMaxSize,
        };

    /// <summary>The ID of a check that stands alone: its name, if it has none.</summary>
    public static string IdOf(CheckDefinition definition) => definition.ID.Length > 0 ? definition.ID : definition.Name;

    /// <summary>A check that stands alone, before it has run. Its times are always told.</summary>
    /// <param name="definition">What was registered.</param>
    /// <param name="node">The agent's node.</param>
    /// <param name="service">The service it is about; null for the node.</param>
    public static HealthCheck CheckOf(CheckDefinition definition, string node, NodeService? service) =>
        new()
        {
            Node = node,
            CheckID = IdOf(definition),
            Name = definition.Name,
            Status = definition.Status.Length > 0 ? definition.Status : HealthStatus.Critical,
            Notes = definition.Notes,
            ServiceID = definition.ServiceID,
            ServiceName = service?.Service ?? "",
            ServiceTags = service?.Tags,
            Interval = definition.Interval.ToString(),
            Timeout = definition.Timeout.ToString(),
        };

    /// <summary>A check within a service, before it has run. Its times are told where there are any.</summary>
    /// <param name="type">What was registered.</param>
    /// <param name="node">The agent's node.</param>
    /// <param name="service">The service.</param>
    /// <param name="number">Which of the service's checks it is, from 1; 0 for the only one.</param>
    public static HealthCheck CheckOf(CheckType type, string node, NodeService service, int number) =>
        new()
        {
            Node = node,
            CheckID =
                type.CheckID.Length > 0 ? type.CheckID
                : number == 0 ? $"service:{service.ID}"
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"service:{service.ID}:{number}"),
            Name = type.Name.Length > 0 ? type.Name : $"Service '{service.Service}' check",
            Status = type.Status.Length > 0 ? type.Status : HealthStatus.Critical,
            Notes = type.Notes,
            ServiceID = service.ID,
            ServiceName = service.Service,
            ServiceTags = service.Tags,
            Type = CheckKinds.NameOf(CheckKinds.Of(type)),
            Interval = TextOrNothing(type.Interval),
            Timeout = TextOrNothing(type.Timeout),
        };

    private static string TextOrNothing(GoDuration duration) => duration == GoDuration.Zero ? "" : duration.ToString();
}
