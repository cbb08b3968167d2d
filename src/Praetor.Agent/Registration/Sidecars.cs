using Praetor.Agent.Local;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Proxies;
using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>Makes the proxy that a service's definition asks to have beside it.</summary>
internal static class Sidecars
{
    private const string IdSuffix = "-sidecar-proxy";
    private const string LoopbackAddress = "127.0.0.1";
    private static readonly GoDuration CheckInterval = GoDuration.FromSeconds(10);

    /// <summary>The ID of a service's sidecar.</summary>
    public static string IdOf(string serviceId) => serviceId + IdSuffix;

    /// <summary>The port of the sidecar that is there, else the first free one; null when none is left.</summary>
    public static int? PortOf(ServiceDefinition owner, LocalView view, RegistrationSettings settings)
    {
        var id = IdOf(owner.ID.Length > 0 ? owner.ID : owner.Name);
        if (view.Service(id) is { Service.Port: > 0 } present)
        {
            return present.Service.Port;
        }

        var taken = view.LiveServices.Select(static entry => entry.Service.Port).ToHashSet();
        for (var port = settings.SidecarPortMin; port <= settings.SidecarPortMax; port++)
        {
            if (port > 0 && !taken.Contains(port))
            {
                return port;
            }
        }

        return owner.Connect?.SidecarService is { Port: > 0 } ? 0 : null;
    }

    /// <summary>The sidecar's own definition, with what it takes over from the service.</summary>
    /// <param name="owner">The service.</param>
    /// <param name="sidecar">What its definition says about the sidecar.</param>
    /// <param name="port">A free port, for a sidecar that names none.</param>
    public static ServiceDefinition DefinitionOf(ServiceDefinition owner, ServiceDefinition sidecar, int port)
    {
        var ownerId = owner.ID.Length > 0 ? owner.ID : owner.Name;
        var proxy = sidecar.Proxy ?? ConnectProxyConfig.Empty;
        var definition = sidecar with
        {
            Kind = ServiceKinds.ConnectProxy,
            ID = IdOf(ownerId),
            Name = sidecar.Name.Length > 0 ? sidecar.Name : owner.Name + IdSuffix,
            Port = sidecar.Port > 0 || sidecar.SocketPath.Length > 0 ? sidecar.Port : port,
            Tags = sidecar.Tags ?? owner.Tags,
            Meta = sidecar.Meta ?? owner.Meta,
            Token = sidecar.Token.Length > 0 ? sidecar.Token : owner.Token,
            EnableTagOverride = sidecar.EnableTagOverride || (sidecar.Tags is null && owner.EnableTagOverride),
            Locality = sidecar.Locality ?? owner.Locality,
            Proxy = proxy with
            {
                DestinationServiceName =
                    proxy.DestinationServiceName.Length > 0 ? proxy.DestinationServiceName : owner.Name,
                DestinationServiceID = proxy.DestinationServiceID.Length > 0 ? proxy.DestinationServiceID : ownerId,
                LocalServiceAddress =
                    proxy.LocalServiceAddress.Length > 0 || proxy.LocalServiceSocketPath.Length > 0
                        ? proxy.LocalServiceAddress
                        : LoopbackAddress,
                LocalServicePort =
                    proxy.LocalServicePort > 0 || proxy.LocalServiceSocketPath.Length > 0
                        ? proxy.LocalServicePort
                        : owner.Port,
            },
        };
        return ServiceDefinitions.ChecksOf(sidecar).Count > 0
            ? definition
            : definition with
            {
                Checks = DefaultChecks(definition, ownerId),
            };
    }

    /// <summary>Whether the proxy listens, and how the service behind it is.</summary>
    private static CheckType[] DefaultChecks(ServiceDefinition sidecar, string ownerId)
    {
        var address = sidecar.Address.Length > 0 ? sidecar.Address : sidecar.Proxy?.LocalServiceAddress ?? "";
        var alias = new CheckType { Name = $"Connect Sidecar Aliasing {ownerId}", AliasService = ownerId };
        return sidecar.Port == 0
            ? [alias]
            :
            [
                new CheckType
                {
                    Name = "Connect Sidecar Listening",
                    Tcp = HostPort.Join(address.Length > 0 ? address : LoopbackAddress, sidecar.Port),
                    Interval = CheckInterval,
                },
                alias,
            ];
    }
}
