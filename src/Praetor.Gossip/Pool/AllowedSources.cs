using System.Net;

namespace Praetor.Gossip.Pool;

/// <summary>The networks members may come from (<c>serf_lan_allowed_cidrs</c> and <c>serf_wan_allowed_cidrs</c>).</summary>
internal static class AllowedSources
{
    /// <summary>Whether an address is in one of the networks, or there are none to be in.</summary>
    public static bool Contains(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        if (networks.Count == 0)
        {
            return true;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in networks)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }
}
