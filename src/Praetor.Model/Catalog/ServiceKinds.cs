namespace Praetor.Model.Catalog;

/// <summary>What an instance is to the mesh.</summary>
public static class ServiceKinds
{
    /// <summary>An ordinary service.</summary>
    public const string Typical = "";

    /// <summary>A sidecar.</summary>
    public const string ConnectProxy = "connect-proxy";

    /// <summary>A gateway between datacenters.</summary>
    public const string MeshGateway = "mesh-gateway";

    /// <summary>A gateway to services outside the mesh.</summary>
    public const string TerminatingGateway = "terminating-gateway";

    /// <summary>A gateway from clients outside the mesh, in the old form.</summary>
    public const string IngressGateway = "ingress-gateway";

    /// <summary>A gateway from clients outside the mesh.</summary>
    public const string ApiGateway = "api-gateway";
}
