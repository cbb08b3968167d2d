using Praetor.Gossip.Serf;

namespace Praetor.Agent.Membership;

/// <summary>A member of a gossip pool, as the agent shows it.</summary>
public sealed record Member
{
    /// <summary>Its name, unique in the pool.</summary>
    public required string Name { get; init; }

    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>Its gossip port.</summary>
    public required int Port { get; init; }

    /// <summary>What it says about itself.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>1 while it is alive; see Serf's states.</summary>
    public required int Status { get; init; }

    /// <summary>The oldest, newest and used version of memberlist's protocol.</summary>
    public required (int Min, int Max, int Current) Protocol { get; init; }

    /// <summary>The oldest, newest and used version of Serf's protocol.</summary>
    public required (int Min, int Max, int Current) Delegate { get; init; }

    /// <summary>As the pool knows it.</summary>
    public static Member Of(SerfMember member) =>
        new()
        {
            Name = member.Name,
            Address = member.Address.ToString(),
            Port = member.Port,
            Tags = member.Tags,
            Status = (int)member.Status,
            Protocol = (member.Versions.Min, member.Versions.Max, member.Versions.Current),
            Delegate = (member.Versions.DelegateMin, member.Versions.DelegateMax, member.Versions.DelegateCurrent),
        };
}
