using Praetor.Model.Catalog;

namespace Praetor.Agent.Registration;

/// <summary>The checks by which a node or a service is out of service.</summary>
public static class Maintenance
{
    /// <summary>The node's check.</summary>
    public const string NodeCheckId = "_node_maintenance";

    private const string ServicePrefix = "_service_maintenance:";

    /// <summary>A service's check.</summary>
    public static string CheckIdOf(string serviceId) => ServicePrefix + serviceId;

    /// <summary>Whether a check is one of these.</summary>
    public static bool Is(string checkId) =>
        checkId == NodeCheckId || checkId.StartsWith(ServicePrefix, StringComparison.Ordinal);

    internal static HealthCheck OfNode(string node, string reason) =>
        new()
        {
            Node = node,
            CheckID = NodeCheckId,
            Name = "Node Maintenance Mode",
            Status = HealthStatus.Critical,
            Notes = reason.Length > 0 ? reason : DefaultReason("node"),
            Type = "maintenance",
        };

    internal static HealthCheck OfService(string node, NodeService service, string reason) =>
        new()
        {
            Node = node,
            CheckID = CheckIdOf(service.ID),
            Name = "Service Maintenance Mode",
            Status = HealthStatus.Critical,
            Notes = reason.Length > 0 ? reason : DefaultReason("service"),
            ServiceID = service.ID,
            ServiceName = service.Service,
            ServiceTags = service.Tags,
            Type = "maintenance",
        };

    private static string DefaultReason(string what) =>
        $"Maintenance mode is enabled for this {what}, but no reason was provided. This is a default message.";
}
