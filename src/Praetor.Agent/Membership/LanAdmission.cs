using System.Buffers;
using Praetor.Gossip.Serf;
using Praetor.Model.Membership;

namespace Praetor.Agent.Membership;

/// <summary>
/// Who may be in the pool of a datacenter: agents of this datacenter, each with an ID of its own. Who is no agent of Consul
/// passes; nobody registers it.
/// </summary>
/// <param name="datacenter">This agent's datacenter.</param>
/// <param name="nodeName">This agent's name.</param>
/// <param name="nodeId">This agent's ID.</param>
internal sealed class LanAdmission(string datacenter, string nodeName, string nodeId)
{
    private static readonly SearchValues<char> VersionCharacters = SearchValues.Create("0123456789.");

    /// <summary>Older agents made up an ID each time they started.</summary>
    private static readonly Version IdsSince = new(0, 8, 5);

    /// <summary>Whether one member may be believed to be there.</summary>
    public bool Admits(SerfMember member) => Refuse([member]) is null;

    /// <summary>Why these must not be joined, in Consul's words; null if they may.</summary>
    public string? Refuse(IReadOnlyList<SerfMember> members)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in members)
        {
            if (RefuseId(member, names) is { } conflict)
            {
                return conflict;
            }

            var role = member.Tags.GetValueOrDefault("role");
            var theirs = member.Tags.GetValueOrDefault("dc", "");
            if (role is MemberRoles.Server or MemberRoles.Client && theirs != datacenter)
            {
                return $"Member '{member.Name}' part of wrong datacenter '{theirs}'";
            }
        }

        return null;
    }

    private string? RefuseId(SerfMember member, Dictionary<string, string> names)
    {
        // Members that left may come back with another name.
        var id = member.Tags.GetValueOrDefault("id", "");
        if (id.Length == 0 || member.Status == MemberStatus.Left || !HasLastingId(member))
        {
            return null;
        }

        if (string.Equals(id, nodeId, StringComparison.OrdinalIgnoreCase) && member.Name != nodeName)
        {
            return $"Member '{member.Name}' has conflicting node ID '{id}' with this agent's ID";
        }

        if (names.TryGetValue(id, out var other) && other != member.Name)
        {
            return $"Member '{member.Name}' has conflicting node ID '{id}' with member '{other}'";
        }

        names[id] = member.Name;
        return null;
    }

    private static bool HasLastingId(SerfMember member)
    {
        var build = member.Tags.GetValueOrDefault("build", "").AsSpan();
        var end = build.IndexOfAnyExcept(VersionCharacters);
        return Version.TryParse(end < 0 ? build : build[..end], out var version) && version >= IdsSince;
    }
}
