namespace Praetor.Consensus.Core;

/// <summary>A change of one server; more at a time could make two majorities that do not meet.</summary>
internal abstract record MembershipChange
{
    /// <summary>Adds a server, or gives a known one another suffrage or address.</summary>
    internal sealed record Put(RaftServer Server) : MembershipChange;

    /// <summary>Takes a server out of the group.</summary>
    internal sealed record Remove(ServerId Id) : MembershipChange;

    /// <summary>The configuration after the change; null if it makes no sense: nothing changes, or no voter would be left.</summary>
    public ServerConfiguration? ApplyTo(ServerConfiguration before)
    {
        var servers = before.Servers.ToList();
        switch (this)
        {
            case Put put:
                var at = servers.FindIndex(server => server.Id == put.Server.Id);
                if (at < 0)
                {
                    servers.Add(put.Server);
                }
                else
                {
                    servers[at] = put.Server;
                }

                break;
            case Remove remove:
                servers.RemoveAll(server => server.Id == remove.Id);
                break;
            default:
                throw new Foundation.InvariantException($"Unhandled change {this}.");
        }

        var after = new ServerConfiguration(servers);
        return after.Equals(before) || after.VoterCount == 0 ? null : after;
    }
}
