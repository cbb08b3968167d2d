using System.Net;
using Praetor.Gossip.Serf;

namespace Praetor.Agent.Tests.Membership;

/// <summary>Members to be judged.</summary>
internal static class Members
{
    public static SerfMember Of(
        string name,
        IReadOnlyDictionary<string, string> tags,
        MemberStatus status = MemberStatus.Alive
    ) => new(name, IPAddress.Loopback, 8301, status) { Tags = tags };

    public static SortedList<string, string> Agent(string id, string datacenter = "dc1", string build = "1.16.4:") =>
        new(StringComparer.Ordinal)
        {
            ["role"] = "node",
            ["dc"] = datacenter,
            ["id"] = id,
            ["build"] = build,
        };
}
