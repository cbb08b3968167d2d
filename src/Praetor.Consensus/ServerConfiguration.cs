namespace Praetor.Consensus;

/// <summary>Whether a server's voice counts. The numbers are HashiCorp Raft's.</summary>
public enum Suffrage : byte
{
    /// <summary>Votes, and its durable entries count towards commitment.</summary>
    Voter = 0,

    /// <summary>Receives the log and never counts.</summary>
    NonVoter = 1,

    /// <summary>Deprecated by HashiCorp Raft, still read: as a non-voter.</summary>
    Staging = 2,
}

/// <summary>A member of the group.</summary>
/// <param name="Id">Who it is, for life.</param>
/// <param name="Address">Where it was last known to listen, host:port.</param>
/// <param name="Suffrage">Whether it counts.</param>
public sealed record RaftServer(ServerId Id, string Address, Suffrage Suffrage);

/// <summary>The members of the group, in the order in which they were added. Immutable.</summary>
/// <param name="Servers">All members; ids are unique.</param>
public sealed record ServerConfiguration(IReadOnlyList<RaftServer> Servers)
{
    /// <summary>Nobody: the group has not been founded, as far as this server knows.</summary>
    public static ServerConfiguration Empty { get; } = new([]);

    /// <summary>The member of that id, or null.</summary>
    public RaftServer? Find(ServerId id)
    {
        foreach (var server in Servers)
        {
            if (server.Id == id)
            {
                return server;
            }
        }

        return null;
    }

    public bool IsVoter(ServerId id) => Find(id)?.Suffrage == Suffrage.Voter;

    public int VoterCount
    {
        get
        {
            var count = 0;
            foreach (var server in Servers)
            {
                count += server.Suffrage == Suffrage.Voter ? 1 : 0;
            }

            return count;
        }
    }

    public bool Equals(ServerConfiguration? other) => other is not null && Servers.SequenceEqual(other.Servers);

    public override int GetHashCode() => Servers.Aggregate(17, HashCode.Combine);
}
