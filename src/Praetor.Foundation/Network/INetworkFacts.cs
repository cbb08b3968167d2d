using System.Net;

namespace Praetor.Foundation.Network;

/// <summary>What building a configuration needs to know of the machine. Scripted in tests.</summary>
public interface INetworkFacts
{
    /// <summary>The machine's own name, as the system gives it.</summary>
    string HostName { get; }

    /// <summary>Every address of every interface, in the operating system's order.</summary>
    /// <exception cref="System.Net.NetworkInformation.NetworkInformationException">The system does not tell.</exception>
    IReadOnlyList<InterfaceAddress> Addresses();
}

/// <summary>One address of one interface.</summary>
/// <param name="Interface">Name of the interface, for example <c>eth0</c>.</param>
/// <param name="Index">Number of the interface.</param>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Bits of the network in it.</param>
/// <param name="IsUp">Whether the interface is up.</param>
/// <param name="IsLoopback">Whether the interface is a loopback.</param>
/// <param name="HasDefaultRoute">Whether the machine's default route goes through the interface.</param>
public sealed record InterfaceAddress(
    string Interface,
    int Index,
    IPAddress Address,
    int PrefixLength,
    bool IsUp,
    bool IsLoopback,
    bool HasDefaultRoute
);
