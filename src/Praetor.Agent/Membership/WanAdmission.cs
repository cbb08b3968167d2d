using Praetor.Gossip.Serf;
using Praetor.Model.Membership;

namespace Praetor.Agent.Membership;

/// <summary>Who may be in the pool of all datacenters: servers.</summary>
internal static class WanAdmission
{
    private static readonly string[] NumbersOfServers = ["port", "vsn"];

    /// <summary>Whether one member may be believed to be there.</summary>
    public static bool Admits(SerfMember member) => IsServer(member);

    /// <summary>Why these must not be joined, in Consul's words; null if they may.</summary>
    public static string? Refuse(IReadOnlyList<SerfMember> members) =>
        members.FirstOrDefault(static member => !IsServer(member)) is { } other
            ? $"Member '{other.Name}' is not a server"
            : null;

    private static bool IsServer(SerfMember member) =>
        member.Tags.GetValueOrDefault("role") == MemberRoles.Server
        && member.Tags.ContainsKey("build")
        && Array.TrueForAll(NumbersOfServers, tag => ushort.TryParse(member.Tags.GetValueOrDefault(tag), out _));
}
