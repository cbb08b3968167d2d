using System.Globalization;
using System.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Kv;
using Praetor.Model.Sessions;
using Praetor.State.Watches;

namespace Praetor.State.Tests.ModelBased;

/// <summary>One question, asked of the store and of the naive state; answers are texts that include all indexes.</summary>
/// <param name="Name">For the failure's message.</param>
/// <param name="Store">Asks the store.</param>
/// <param name="Naive">Asks the naive state.</param>
internal sealed record Query(
    string Name,
    Func<StateSnapshot, WatchSet?, (ulong Index, string Text)> Store,
    Func<NaiveState, (ulong Index, string Text)> Naive
)
{
    /// <summary>
    /// What else the query answers with that moves only for its own sake, and therefore wakes. The indexes of whole
    /// tables move for others, and that of a listing falls when tombstones are reaped: they wake nobody.
    /// </summary>
    public Func<NaiveState, string> Own { get; init; } = _ => "";

    private static readonly string[] KvKeys = ["a", "a/b", "b", "none"];
    private static readonly string[] Prefixes = ["", "a", "a/", "a/b", "zz"];
    private static readonly string[] Names = ["web", "DB", "none"];
    private static readonly string[] NodeNames = ["n1", "N2", "n3"];
    private static readonly string[] SessionIds = ["sa", "sb", "none"];
    private static readonly string[] Tables = ["nodes", "services", "checks"];

    /// <summary>All of them.</summary>
    public static List<Query> All() =>
        [
            .. KvKeys.Select(KvGet),
            .. Prefixes.Select(KvList),
            .. Prefixes.Select(KvKeysOf),
            .. SessionIds.Select(SessionGet),
            .. NodeNames.Select(NodeSessions),
            .. Names.Select(Health),
            .. Names.Select(ServiceChecks),
            .. NodeNames.Select(NodeServices),
            .. NodeNames.Select(NodeChecks),
            .. NodeNames.Select(NodeCoordinates),
            new(
                "coordinates",
                (snapshot, watch) => Answer(snapshot.Coordinates(watch), places => Join(places, Text)),
                naive => (naive.IndexOf("coordinates"), Join(naive.Coordinates.Values, place => place.Text))
            )
            {
                Own = naive => Index(naive.IndexOf("coordinates")),
            },
            new(
                "sessions",
                (snapshot, watch) => Answer(snapshot.SessionList(watch), Sessions),
                naive => (naive.IndexOf("sessions"), Join(naive.Sessions, pair => Text(pair.Key, pair.Value)))
            )
            {
                Own = naive => Index(naive.IndexOf("sessions")),
            },
            new(
                "nodes",
                (snapshot, watch) => Answer(snapshot.Nodes(watch), nodes => Join(nodes, Text)),
                naive => (naive.IndexOf("nodes"), Join(naive.Nodes.Values, node => $"{node}"))
            )
            {
                Own = naive => Index(naive.IndexOf("nodes")),
            },
            new(
                "services",
                (snapshot, watch) => Answer(snapshot.Services(watch), services => Join(services.Keys, name => name)),
                naive =>
                    (
                        naive.IndexOf("services"),
                        Join(
                            naive
                                .Services.Values.Select(service => service.Name)
                                .Distinct()
                                .Order(StringComparer.Ordinal),
                            name => name
                        )
                    )
            )
            {
                Own = naive => Index(naive.IndexOf("services")),
            },
            InState("any"),
            InState("critical"),
        ];

    private static string Index(ulong index) => index.ToString(CultureInfo.InvariantCulture);

    private static Query KvGet(string key) =>
        new(
            $"kv {key}",
            (snapshot, watch) => Answer(snapshot.KvGet(watch, key), entry => entry is null ? "" : Text(entry)),
            naive =>
                naive.Kv.TryGetValue(key, out var entry) ? (entry.Modified, Text(key, entry)) : (KvTable(naive), "")
        );

    private static Query KvList(string prefix) =>
        new(
            $"kv {prefix}?recurse",
            (snapshot, watch) => Answer(snapshot.KvList(watch, prefix), entries => Join(entries, Text)),
            naive => (ListIndex(naive, prefix), Join(Below(naive.Kv, prefix), pair => Text(pair.Key, pair.Value)))
        );

    private static Query KvKeysOf(string prefix) =>
        new(
            $"kv {prefix}?keys&separator=/",
            (snapshot, watch) => Answer(snapshot.KvListKeys(watch, prefix, "/"), keys => Join(keys, key => $"{key}")),
            naive =>
                (
                    ListIndex(naive, prefix),
                    Join(
                        Below(naive.Kv, prefix)
                            .Select(pair =>
                                pair.Key.IndexOf('/', prefix.Length) is >= 0 and var cut
                                    ? pair.Key[..(cut + 1)]
                                    : pair.Key
                            )
                            .Distinct(),
                        key => key
                    )
                )
        )
        {
            Own = // A key behind a separator is not shown, but its change is in the index.
            naive => Join(Below(naive.Kv, prefix), pair => Text(pair.Key, pair.Value)),
        };

    private static Query SessionGet(string id) =>
        new(
            $"session {id}",
            (snapshot, watch) =>
                Answer(snapshot.SessionGet(watch, id), session => session is null ? "" : Text(session)),
            naive =>
                (naive.IndexOf("sessions"), naive.Sessions.TryGetValue(id, out var session) ? Text(id, session) : "")
        );

    private static Query NodeSessions(string node) =>
        new(
            $"sessions of {node}",
            (snapshot, watch) => Answer(snapshot.NodeSessions(watch, node), Sessions),
            naive =>
                (
                    naive.IndexOf("sessions"),
                    Join(
                        naive.Sessions.Where(pair => NaiveState.Same(pair.Value.Node, node)),
                        pair => Text(pair.Key, pair.Value)
                    )
                )
        );

    private static Query Health(string service) =>
        new(
            $"health of {service}",
            (snapshot, watch) => Answer(snapshot.CheckServiceNodes(watch, service), found => Join(found, Text)),
            naive =>
            {
                var instances = naive.Instances(service);
                var index =
                    instances.Count > 0 ? naive.IndexOf("service." + NaiveState.Id(service))
                    : naive.Indexes.TryGetValue("service_last_extinction", out var extinction) ? extinction
                    : Tables.Max(naive.IndexOf);
                return (index, Join(instances, naive.Joined));
            }
        )
        {
            Own = // While a service is missing, its index is that of the last extinction, once there was one.
            naive =>
                Index(
                    naive.Instances(service).Count > 0
                        ? naive.IndexOf("service." + NaiveState.Id(service))
                        : naive.IndexOf("service_last_extinction")
                ),
        };

    private static Query ServiceChecks(string service) =>
        new(
            $"checks of service {service}",
            (snapshot, watch) => Answer(snapshot.ServiceChecks(watch, service), Checks),
            naive =>
                (
                    naive.IndexOf("checks"),
                    Join(
                        naive.Checks.Values.Where(check => NaiveState.Same(check.ServiceName, service)),
                        check => $"{check}"
                    )
                )
        );

    private static Query NodeServices(string node) =>
        new(
            $"services of {node}",
            (snapshot, watch) =>
                Answer(
                    snapshot.NodeServiceList(watch, node),
                    list => list is null ? "" : $"{Text(list.Node!)} {Join(list.Services!, Text)}"
                ),
            naive =>
                naive.Nodes.TryGetValue(NaiveState.Id(node), out var found)
                    ? (
                        naive.IndexOf("node." + NaiveState.Id(node)),
                        $"{found} {Join(naive.Services.Values.Where(service => NaiveState.Same(service.Node, node)), service => service.Text)}"
                    )
                    : (naive.IndexOf("node_last_extinction"), "")
        )
        {
            Own = naive =>
                Index(
                    naive.Nodes.ContainsKey(NaiveState.Id(node))
                        ? naive.IndexOf("node." + NaiveState.Id(node))
                        : naive.IndexOf("node_last_extinction")
                ),
        };

    private static Query NodeChecks(string node) =>
        new(
            $"checks of node {node}",
            (snapshot, watch) => Answer(snapshot.NodeChecks(watch, node), Checks),
            naive =>
                (
                    naive.IndexOf("checks"),
                    Join(naive.Checks.Values.Where(check => NaiveState.Same(check.Node, node)), check => $"{check}")
                )
        );

    private static Query NodeCoordinates(string node) =>
        new(
            $"coordinates of {node}",
            (snapshot, watch) => Answer(snapshot.NodeCoordinates(watch, node), places => Join(places, Text)),
            naive => (naive.IndexOf("coordinates"), Join(OfNode(naive, node), place => place.Text))
        )
        {
            Own = // The same place written again wakes those who wait for it: the index says that it is fresh.
            naive => Join(OfNode(naive, node), place => $"{place}"),
        };

    private static IEnumerable<NaiveCoordinate> OfNode(NaiveState naive, string node) =>
        naive.Coordinates.Values.Where(place => NaiveState.Same(place.Node, node));

    private static Query InState(string status) =>
        new(
            $"checks in state {status}",
            (snapshot, watch) => Answer(snapshot.ChecksInState(watch, status), Checks),
            naive =>
                (
                    naive.IndexOf("checks"),
                    Join(
                        naive.Checks.Values.Where(check => status == "any" || check.Status == status),
                        check => $"{check}"
                    )
                )
        );

    private static ulong KvTable(NaiveState naive) => Math.Max(naive.IndexOf("kvs"), naive.IndexOf("tombstones"));

    private static ulong ListIndex(NaiveState naive, string prefix)
    {
        var below = Below(naive.Kv, prefix)
            .Select(pair => pair.Value.Modified)
            .Concat(Below(naive.Tombstones, prefix).Select(pair => pair.Value))
            .ToList();
        return prefix.Length == 0 || below.Count == 0 ? KvTable(naive) : below.Max();
    }

    private static IEnumerable<KeyValuePair<string, T>> Below<T>(SortedDictionary<string, T> entries, string prefix) =>
        entries.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal));

    private static (ulong, string) Answer<T>(Indexed<T> answer, Func<T, string> text) =>
        (answer.Index, text(answer.Value));

    private static string Join<T>(IEnumerable<T> parts, Func<T, string> text) => string.Join("; ", parts.Select(text));

    private static string Sessions(IReadOnlyList<Session> sessions) => Join(sessions, Text);

    private static string Checks(IReadOnlyList<HealthCheck> checks) => Join(checks, Text);

    private static string Text(DirEntry entry) =>
        $"{entry.Key}={new NaiveEntry(Encoding.UTF8.GetString(entry.Value ?? []), entry.LockIndex, entry.Session, entry.CreateIndex, entry.ModifyIndex)}";

    private static string Text(string key, NaiveEntry entry) => $"{key}={entry}";

    private static string Text(Session session) =>
        $"{session.ID} {session.Node} {session.Behavior} {session.CreateIndex}";

    private static string Text(string id, NaiveSession session) =>
        $"{id} {session.Node} {(session.Deletes ? "delete" : "release")} {session.Created}";

    private static string Text(Node node) =>
        $"{new NaiveNode(node.Name, node.ID, node.Address, node.CreateIndex, node.ModifyIndex)}";

    private static string Text(NodeService service) =>
        new NaiveService("", service.ID, service.Service, service.Port, service.CreateIndex, service.ModifyIndex).Text;

    private static string Text(HealthCheck check) =>
        $"{new NaiveCheck(check.Node, check.CheckID, check.Status, check.ServiceID, check.ServiceName, check.CreateIndex, check.ModifyIndex)}";

    private static string Text(Coordinate place) =>
        new NaiveCoordinate(place.Node, place.Segment, (int)place.Coord!.Height, 0).Text;

    private static string Text(CheckServiceNode instance) =>
        $"{Text(instance.Node!)} {Text(instance.Service!)} [{string.Join(", ", instance.Checks!.Select(Text))}]";
}
