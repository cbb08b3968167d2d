using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Keyrings;

/// <summary>Has all members of all pools do something with their gossip keys (<c>Internal.KeyringOperation</c>).</summary>
[WireRecord]
public sealed partial record KeyringRequest : QueryOptions, IServerRequest
{
    /// <summary>One of <see cref="KeyringOperation"/>.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The key in base64; empty to list them. A secret: it stands in no log.</summary>
    public string Key { get; init; } = "";

    /// <summary>Where the request is to be answered; empty, since it concerns all datacenters.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Whether another datacenter's server asks, which has seen to the pool between them.</summary>
    public bool Forwarded { get; init; }

    /// <summary>By way of how many other members answers come as well.</summary>
    public int RelayFactor { get; init; }

    /// <summary>Whether only the pool of the server's own datacenter is meant.</summary>
    public bool LocalOnly { get; init; }
}

/// <summary>What can be done with gossip keys, in the words of the wire.</summary>
public static class KeyringOperation
{
    /// <summary>Tell which there are.</summary>
    public const string List = "list";

    /// <summary>Add one that opens.</summary>
    public const string Install = "install";

    /// <summary>Seal with an installed one from now on.</summary>
    public const string Use = "use";

    /// <summary>Remove one that does not seal.</summary>
    public const string Remove = "remove";
}
