using Praetor.Model.Catalog;
using Praetor.Model.Proxies;
using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>What must hold of proxies, gateways and sidecars that a client registers, in Consul's words.</summary>
internal static class ProxyRules
{
    /// <summary>All that is wrong.</summary>
    public static IReadOnlyList<string> FaultsOf(ServiceDefinition definition)
    {
        var faults = new List<string>();
        switch (definition.Kind)
        {
            case ServiceKinds.ConnectProxy:
                AddProxyFaults(definition, faults);
                break;
            case ServiceKinds.MeshGateway:
            case ServiceKinds.TerminatingGateway:
            case ServiceKinds.IngressGateway:
            case ServiceKinds.ApiGateway:
                AddGatewayFaults(definition, faults);
                break;
        }

        AddSidecarFaults(definition, faults);
        return faults;
    }

    private static void AddProxyFaults(ServiceDefinition definition, List<string> faults)
    {
        var proxy = definition.Proxy ?? ConnectProxyConfig.Empty;
        if (definition is { Port: 0, SocketPath.Length: 0 })
        {
            faults.Add("Port or SocketPath must be set for a connect-proxy");
        }

        if (proxy.DestinationServiceName.Trim().Length == 0)
        {
            faults.Add("Proxy.DestinationServiceName must be non-empty for Connect proxy services");
        }
        else if (proxy.DestinationServiceName == "*")
        {
            faults.Add("Proxy.DestinationServiceName must not be a wildcard for Connect proxy services");
        }

        if (definition.Connect is { Native: true })
        {
            faults.Add("A Proxy cannot also be Connect Native, only typical services");
        }

        foreach (var upstream in proxy.Upstreams ?? [])
        {
            if (upstream.DestinationName.Length == 0)
            {
                faults.Add("upstream destination name cannot be empty");
            }
            else if (upstream is { LocalBindPort: 0, LocalBindSocketPath.Length: 0 })
            {
                faults.Add("upstream local bind port or local socket path must be defined and nonzero");
            }
        }
    }

    private static void AddGatewayFaults(ServiceDefinition definition, List<string> faults)
    {
        var kind = definition.Kind;
        var proxy = definition.Proxy ?? ConnectProxyConfig.Empty;
        if (definition.Port == 0 && kind is not (ServiceKinds.IngressGateway or ServiceKinds.ApiGateway))
        {
            faults.Add($"Port must be non-zero for a {kind}");
        }

        if (definition.Connect?.SidecarService is not null)
        {
            faults.Add($"A {kind} cannot have a sidecar service defined");
        }

        (bool IsSet, string Name)[] forbidden =
        [
            (proxy.DestinationServiceName.Length > 0, "DestinationServiceName"),
            (proxy.DestinationServiceID.Length > 0, "DestinationServiceID"),
            (proxy.LocalServiceAddress.Length > 0, "LocalServiceAddress"),
            (proxy.LocalServicePort != 0, "LocalServicePort"),
            (proxy.LocalServiceSocketPath.Length > 0, "LocalServiceSocketPath"),
            (proxy.Upstreams is { Count: > 0 }, "Upstreams"),
        ];
        foreach (var (isSet, name) in forbidden)
        {
            if (isSet)
            {
                faults.Add($"The Proxy.{name} configuration is invalid for a {kind}");
            }
        }
    }

    private static void AddSidecarFaults(ServiceDefinition definition, List<string> faults)
    {
        if (definition.Connect?.SidecarService is not { } sidecar)
        {
            return;
        }

        if (sidecar.ID.Length > 0)
        {
            faults.Add("A SidecarService cannot specify an ID as this is managed by the agent");
        }

        if (sidecar.Connect is { SidecarService: not null })
        {
            faults.Add("A SidecarService cannot have a nested SidecarService");
        }
    }
}
