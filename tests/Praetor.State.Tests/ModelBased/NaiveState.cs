namespace Praetor.State.Tests.ModelBased;

/// <summary>
/// The state as one would write it in an afternoon: plain dictionaries, scans, a copy before each entry. The indexes
/// are found by comparing the copy with what became of it.
/// </summary>
internal sealed class NaiveState
{
    public SortedDictionary<string, NaiveNode> Nodes { get; private init; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, NaiveService> Services { get; private init; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, NaiveCheck> Checks { get; private init; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, NaiveEntry> Kv { get; private init; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, ulong> Tombstones { get; private init; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, NaiveSession> Sessions { get; private init; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, NaiveCoordinate> Coordinates { get; private init; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, ulong> Indexes { get; private init; } = new(StringComparer.Ordinal);

    public NaiveState Copy() =>
        new()
        {
            Nodes = new(Nodes, StringComparer.Ordinal),
            Services = new(Services, StringComparer.Ordinal),
            Checks = new(Checks, StringComparer.Ordinal),
            Kv = new(Kv, StringComparer.Ordinal),
            Tombstones = new(Tombstones, StringComparer.Ordinal),
            Sessions = new(Sessions, StringComparer.Ordinal),
            Coordinates = new(Coordinates, StringComparer.Ordinal),
            Indexes = new(Indexes, StringComparer.Ordinal),
        };

    public static string Id(params string[] parts) => string.Join('|', parts).ToLowerInvariant();

    public static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    public ulong IndexOf(string name) => Indexes.GetValueOrDefault(name);

    /// <summary>An instance with its node and its checks, as one text that changes when any of them does.</summary>
    public string Joined(NaiveService service)
    {
        var own = Checks
            .Values.Where(check => Same(check.Node, service.Node))
            .Where(check => check.ServiceId.Length == 0 || Same(check.ServiceId, service.Id))
            .OrderBy(check => check.ServiceId.Length == 0 ? 0 : 1)
            .ThenBy(check => check.Id.ToLowerInvariant(), StringComparer.Ordinal);
        return $"{Nodes[Id(service.Node)]} {service.Text} [{string.Join(", ", own)}]";
    }

    /// <summary>The instances of a service, in order of node and ID.</summary>
    public List<NaiveService> Instances(string name) => [.. Services.Values.Where(service => Same(service.Name, name))];

    /// <summary>Moves the index of everything that is not what it was.</summary>
    public void MoveIndexes(NaiveState before, ulong index)
    {
        Move("nodes", !before.Nodes.SequenceEqual(Nodes), index);
        Move("services", !before.Services.SequenceEqual(Services), index);
        Move("checks", !before.Checks.SequenceEqual(Checks), index);
        Move("sessions", !before.Sessions.SequenceEqual(Sessions), index);
        Move("coordinates", !before.Coordinates.SequenceEqual(Coordinates), index);
        Move("kvs", !before.Kv.SequenceEqual(Kv), index);
        foreach (var node in Nodes.Keys)
        {
            Move($"node.{node}", before.OfNode(node) != OfNode(node), index);
        }

        foreach (var name in Services.Values.Select(service => service.Name.ToLowerInvariant()).Distinct())
        {
            Move($"service.{name}", before.OfService(name) != OfService(name), index);
        }
    }

    private void Move(string name, bool hasChanged, ulong index)
    {
        if (hasChanged)
        {
            Indexes[name] = index;
        }
    }

    private string OfNode(string node) =>
        $"{Nodes.GetValueOrDefault(node)} {string.Join(", ", Services.Values.Where(service => Same(service.Node, node)).Select(service => service.Text))}";

    private string OfService(string name) => string.Join("; ", Instances(name).Select(Joined));
}

internal sealed record NaiveNode(string Name, string Id, string Address, ulong Created, ulong Modified);

internal sealed record NaiveService(string Node, string Id, string Name, int Port, ulong Created, ulong Modified)
{
    // Without the node: under another spelling it is the same node.
    public string Text => $"{Id} {Name} {Port} {Created} {Modified}";
}

internal sealed record NaiveCheck(
    string Node,
    string Id,
    string Status,
    string ServiceId,
    string ServiceName,
    ulong Created,
    ulong Modified
);

internal sealed record NaiveEntry(string Value, ulong LockIndex, string Session, ulong Created, ulong Modified);

internal sealed record NaiveSession(string Node, string Check, bool Deletes, int DelaySeconds, ulong Created);

internal sealed record NaiveCoordinate(string Node, string Segment, int Milliseconds, ulong Modified)
{
    public string Text => $"{Node} {Segment} {Milliseconds}";
}
