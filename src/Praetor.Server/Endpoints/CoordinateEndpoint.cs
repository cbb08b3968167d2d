using System.Text;
using Praetor.Acl.Authorizer;
using Praetor.Acl.Tokens;
using Praetor.Consensus.Driver;
using Praetor.Foundation.Coordinates;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;
using Praetor.Server.Coordinates;
using Praetor.Server.Queries;

namespace Praetor.Server.Endpoints;

/// <summary>Where nodes are in the space of round trips: <c>Coordinate.*</c>.</summary>
/// <param name="raft">Says whether this server leads: one that does not would collect what it cannot write.</param>
/// <param name="pending">Where coordinates wait to be written.</param>
/// <param name="queries">Runs the reads.</param>
/// <param name="tokens">Finds what the bearer of a token may do.</param>
/// <param name="servers">The servers of all datacenters, from the pool between them.</param>
internal sealed class CoordinateEndpoint(
    RaftNode raft,
    PendingCoordinates pending,
    BlockingQuery queries,
    TokenResolver tokens,
    Func<IReadOnlyList<ServerPlace>> servers
)
{
    public void AddTo(EndpointTable table)
    {
        table.Add(ServerMethods.CoordinateUpdate, UpdateAsync);
        table.Add(ServerMethods.CoordinateListDatacenters, ListDatacentersAsync);
        table.Add(ServerMethods.CoordinateListNodes, ListNodesAsync);
        table.Add(ServerMethods.CoordinateNode, NodeAsync);
    }

    /// <summary>Takes in a coordinate. It is written a moment later, with others; who sends one does not wait for that.</summary>
    private ValueTask<RpcResult<EmptyReply>> UpdateAsync(
        CoordinateUpdateRequest request,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(Update(request));

    private RpcResult<EmptyReply> Update(CoordinateUpdateRequest request)
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return refusal;
        }

        if (!raft.View.IsLeader)
        {
            return new RpcError(RpcErrorKind.NoLeader, WellKnownErrors.NoLeader);
        }

        if (request.Coord?.ToPlace() is not { IsFinite: true } place)
        {
            return new RpcError(RpcErrorKind.Invalid, "invalid coordinate");
        }

        if (place.Vector.Count != VivaldiPlace.Dimensions)
        {
            return new RpcError(RpcErrorKind.Invalid, "incompatible coordinate");
        }

        if (!authorizer.Allows(AclResource.Node, AclAccess.Write, Encoding.UTF8.GetBytes(request.Node)))
        {
            return new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied);
        }

        pending.Add(
            new Coordinate
            {
                Node = request.Node,
                Segment = request.Segment,
                Coord = request.Coord,
            }
        );
        return new EmptyReply();
    }

    private ValueTask<RpcResult<IReadOnlyList<DatacenterMap>?>> ListDatacentersAsync(
        EmptyRequest request,
        CancellationToken cancellationToken
    )
    {
        DatacenterMap[] maps =
        [
            .. servers()
                .GroupBy(server => (server.Datacenter, server.Area))
                .OrderBy(group => group.Key.Datacenter, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Area, StringComparer.Ordinal)
                .Select(group => new DatacenterMap
                {
                    Datacenter = group.Key.Datacenter,
                    AreaID = group.Key.Area,
                    Coordinates =
                    [
                        .. group
                            .OrderBy(server => server.Member, StringComparer.Ordinal)
                            .Select(server => new Coordinate { Node = server.Node, Coord = server.Place }),
                    ],
                }),
        ];
        return ValueTask.FromResult<RpcResult<IReadOnlyList<DatacenterMap>?>>(maps);
    }

    private ValueTask<RpcResult<IndexedCoordinates>> ListNodesAsync(
        DCSpecificRequest request,
        CancellationToken cancellationToken
    ) =>
        !tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal)
            ? ValueTask.FromResult<RpcResult<IndexedCoordinates>>(refusal)
            : queries.RunAsync(
                request,
                (snapshot, watch) =>
                {
                    var (index, places) = snapshot.Coordinates(watch);
                    IReadOnlyList<Coordinate> readable = [.. places.Where(place => MayRead(authorizer, place.Node))];
                    return new IndexedCoordinates
                    {
                        Index = index,
                        Coordinates = readable,
                        ResultsFilteredByAcls = readable.Count < places.Count,
                    };
                },
                cancellationToken
            );

    private ValueTask<RpcResult<IndexedCoordinates>> NodeAsync(
        NodeSpecificRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return ValueTask.FromResult<RpcResult<IndexedCoordinates>>(refusal);
        }

        if (!MayRead(authorizer, request.Node))
        {
            return ValueTask.FromResult<RpcResult<IndexedCoordinates>>(
                new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied)
            );
        }

        return queries.RunAsync(
            request,
            (snapshot, watch) =>
            {
                var (index, places) = snapshot.NodeCoordinates(watch, request.Node);
                return new IndexedCoordinates { Index = index, Coordinates = places };
            },
            cancellationToken
        );
    }

    private static bool MayRead(Authorizer authorizer, string node) =>
        authorizer == Authorizer.ManageAll
        || authorizer.Allows(AclResource.Node, AclAccess.Read, Encoding.UTF8.GetBytes(node));
}
