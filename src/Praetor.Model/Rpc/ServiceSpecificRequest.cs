using Praetor.Foundation.Wire;

namespace Praetor.Model.Rpc;

/// <summary>A read of something that belongs to one service.</summary>
[WireRecord]
public sealed partial record ServiceSpecificRequest : QueryOptions, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The peer the service was imported from; empty for our own.</summary>
    public string PeerName { get; init; } = "";

    /// <summary>The sameness group to fail over in; from after Consul 1.16, empty in the community edition.</summary>
    [WireField(OmitEmpty = true)]
    public string SamenessGroup { get; init; } = "";

    /// <summary>Only instances on nodes with all of these metadata pairs.</summary>
    public IReadOnlyDictionary<string, string>? NodeMetaFilters { get; init; }

    /// <summary>The service.</summary>
    public string ServiceName { get; init; } = "";

    /// <summary>Only instances of this kind, where the method says so.</summary>
    public string ServiceKind { get; init; } = "";

    /// <summary>Only instances with this tag: the old form of <see cref="ServiceTags"/>.</summary>
    public string ServiceTag { get; init; } = "";

    /// <summary>Only instances with all of these tags.</summary>
    public IReadOnlyList<string>? ServiceTags { get; init; }

    /// <summary>Only instances with this address.</summary>
    public string ServiceAddress { get; init; } = "";

    /// <summary>Whether the tags count.</summary>
    public bool TagFilter { get; init; }

    /// <summary>0 all, 1 only passing, 2 no critical ones; from Consul 1.20 on.</summary>
    [WireField(OmitEmpty = true)]
    public int HealthFilterType { get; init; }

    /// <summary>Where the read comes from.</summary>
    public QuerySource Source { get; init; } = QuerySource.Empty;

    /// <summary>Whether instances that speak for the service in the mesh are meant.</summary>
    public bool Connect { get; init; }

    /// <summary>Whether ingress gateways that expose the service are meant.</summary>
    public bool Ingress { get; init; }

    /// <summary>Whether central configuration is merged into the services.</summary>
    public bool MergeCentralConfig { get; init; }
}
