using Praetor.Model.Catalog;

namespace Praetor.Server.Endpoints;

/// <summary>What an instance that is a proxy must and must not say.</summary>
internal static class ProxyRules
{
    /// <summary>All that is wrong, in the form in which Consul lists several errors; null if nothing is.</summary>
    public static string? FaultOf(NodeService service)
    {
        if (service.Kind != ServiceKinds.ConnectProxy)
        {
            return null;
        }

        var faults = new List<string>();
        if (service is { Port: 0, SocketPath.Length: 0 })
        {
            faults.Add("Port or SocketPath must be set for a connect-proxy");
        }

        if (service.Proxy.DestinationServiceName.Trim().Length == 0)
        {
            faults.Add("Proxy.DestinationServiceName must be non-empty for Connect proxy services");
        }
        else if (service.Proxy.DestinationServiceName == "*")
        {
            faults.Add("Proxy.DestinationServiceName must not be a wildcard for Connect proxy services");
        }

        if (service.Connect.Native)
        {
            faults.Add("A Proxy cannot also be Connect Native, only typical services");
        }

        return faults.Count == 0
            ? null
            : $"{faults.Count} error{(faults.Count == 1 ? "" : "s")} occurred:\n"
                + string.Concat(faults.Select(fault => $"\t* {fault}\n"))
                + "\n";
    }
}
