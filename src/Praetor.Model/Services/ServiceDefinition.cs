using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Proxies;

namespace Praetor.Model.Services;

/// <summary>A service as clients of the agent and configuration files define it.</summary>
[WireRecord]
[JsonRecord(
    DecodesItself = true,
    GoType = "struct { EnableTagOverrideSnake bool \"json:\\\"enable_tag_override\\\"\"; "
        + "TaggedAddressesSnake map[string]structs.ServiceAddress \"json:\\\"tagged_addresses\\\"\"; *structs.Alias }"
)]
public sealed partial record ServiceDefinition
{
    /// <summary>What it is to the mesh; empty for an ordinary service.</summary>
    [JsonField(GoType = "structs.ServiceKind")]
    public string Kind { get; init; } = "";

    /// <summary>Unique on its node; empty for its name.</summary>
    public string ID { get; init; } = "";

    /// <summary>The service's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Words that queries can select by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Its address; empty for the node's.</summary>
    public string Address { get; init; } = "";

    /// <summary>Further addresses.</summary>
    [JsonField(GoType = "structs.ServiceAddress", Aliases = ["tagged_addresses"])]
    public IReadOnlyDictionary<string, ServiceAddress>? TaggedAddresses { get; init; }

    /// <summary>Pairs that queries can select by.</summary>
    public IReadOnlyDictionary<string, string>? Meta { get; init; }

    /// <summary>Its port; 0 for none.</summary>
    public int Port { get; init; }

    /// <summary>A Unix socket instead of a port.</summary>
    public string SocketPath { get; init; } = "";

    /// <summary>A check of it.</summary>
    public CheckType? Check { get; init; }

    /// <summary>Checks of it.</summary>
    [JsonField(GoType = "structs.CheckTypes")]
    public IReadOnlyList<CheckType>? Checks { get; init; }

    /// <summary>How often DNS names it.</summary>
    public Weights? Weights { get; init; }

    /// <summary>The secret with which it is registered.</summary>
    public string Token { get; init; } = "";

    /// <summary>Whether the catalog's tags win over these.</summary>
    [JsonField(Aliases = ["enable_tag_override"])]
    public bool EnableTagOverride { get; init; }

    /// <summary>Where it runs, if that is known.</summary>
    public Locality? Locality { get; init; }

    /// <summary>What it is a proxy for, if it is one.</summary>
    public ConnectProxyConfig? Proxy { get; init; }

    /// <summary>What it has to do with the mesh otherwise.</summary>
    public ServiceConnect? Connect { get; init; }
}
