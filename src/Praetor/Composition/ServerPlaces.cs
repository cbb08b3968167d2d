using Praetor.Agent.Membership;
using Praetor.Gossip.Serf;
using Praetor.Server.Coordinates;

namespace Praetor.Composition;

/// <summary>Where the servers of all datacenters are, as far as the pool between them knows.</summary>
internal static class ServerPlaces
{
    private const string Area = "wan";

    public static IReadOnlyList<ServerPlace> Of(AgentPools pools)
    {
        if (pools.Wan is not { } wan)
        {
            return [];
        }

        var view = wan.View;
        return
        [
            .. from member in view.Members
            where member.Status == MemberStatus.Alive
            let place = member.Name == wan.Name ? view.Place : view.Places.GetValueOrDefault(member.Name)
            where place is not null
            select new ServerPlace
            {
                Member = member.Name,
                Datacenter = member.Tags.GetValueOrDefault("dc", ""),
                Area = Area,
                Place = NetworkPlace.Of(place),
            },
        ];
    }
}
