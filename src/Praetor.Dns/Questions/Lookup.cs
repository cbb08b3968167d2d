using System.Net;
using Praetor.Model.Rpc;

namespace Praetor.Dns.Questions;

/// <summary>What a name stands for.</summary>
internal abstract record Lookup
{
    private Lookup() { }

    /// <summary>Nothing: no such name can be.</summary>
    public sealed record Nothing : Lookup
    {
        public static readonly Nothing Instance = new();
    }

    /// <summary>The instances of a service.</summary>
    public sealed record Service(ServiceSpecificRequest Request) : Lookup;

    /// <summary>A node.</summary>
    public sealed record Node(NodeSpecificRequest Request) : Lookup;

    /// <summary>The address that is written in the name; null where it is no address, which is no error to Consul.</summary>
    public sealed record Address(IPAddress? Value) : Lookup;

    /// <summary>The servers of the zone: for its SOA and NS records.</summary>
    public sealed record NameServers(ServiceSpecificRequest Request) : Lookup;

    /// <summary>What has an address; null where the name holds none.</summary>
    public sealed record Reverse(IPAddress? Value) : Lookup;

    /// <summary>A zone transfer, which there is not.</summary>
    public sealed record Transfer : Lookup
    {
        public static readonly Transfer Instance = new();
    }
}
