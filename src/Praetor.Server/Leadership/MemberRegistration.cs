using System.Globalization;
using Praetor.Gossip.Serf;
using Praetor.Model.Catalog;
using Praetor.Model.Membership;
using Praetor.State;

namespace Praetor.Server.Leadership;

/// <summary>
/// What the catalog should say of a member of the datacenter's pool: its node, whether it is alive, and of a server the
/// <c>consul</c> service that clients find servers by. Pure: each method says what to write, or null if that is there.
/// </summary>
internal static class MemberRegistration
{
    public const string SerfHealth = "serfHealth";
    private const string ServiceName = "consul";

    /// <summary>Whether the catalog is concerned with a member: an agent of this datacenter.</summary>
    public static bool IsAgentOf(SerfMember member, string datacenter) =>
        member.Tags.GetValueOrDefault("role") is MemberRoles.Server or MemberRoles.Client
        && member.Tags.GetValueOrDefault("dc") == datacenter;

    /// <summary>What registers a member that is there.</summary>
    public static RegisterRequest? Alive(StateSnapshot snapshot, SerfMember member, string datacenter)
    {
        var wanted = Registration(member, datacenter, HealthStatus.Passing, "Agent alive and reachable");
        var known = snapshot.NodeServices(null, member.Name).Value;
        var isNodeThere =
            known?.Node is { } node
            && (wanted.ID.Length == 0 || node.ID == wanted.ID)
            && node.Address == wanted.Address;
        var isThere =
            isNodeThere
            && HasService(known!, wanted.Service) // There is a node.
            && SerfHealthOf(snapshot, member.Name) == HealthStatus.Passing;
        // What the agent says of its node, its further addresses among it, stays; one that has moved says it anew.
        return isThere ? null : wanted with { SkipNodeUpdate = isNodeThere };
    }

    /// <summary>What tells that a member failed; null too for one the catalog does not know, or knows as another node.</summary>
    public static RegisterRequest? Failed(StateSnapshot snapshot, SerfMember member, string datacenter)
    {
        var id = member.Tags.GetValueOrDefault("id", "");
        if (
            snapshot.Node(null, member.Name).Value is not { } node
            || (id.Length > 0 && node.ID.Length > 0 && node.ID != id)
            || SerfHealthOf(snapshot, member.Name) == HealthStatus.Critical
        )
        {
            return null;
        }

        return Registration(member, datacenter, HealthStatus.Critical, "Agent not live or unreachable") with
        {
            Service = null,
            SkipNodeUpdate = true,
        };
    }

    /// <summary>What takes a member out that left or was forgotten.</summary>
    public static DeregisterRequest? Gone(StateSnapshot snapshot, string member, string datacenter) =>
        snapshot.Node(null, member).Value is null
            ? null
            : new DeregisterRequest { Datacenter = datacenter, Node = member };

    private static RegisterRequest Registration(SerfMember member, string datacenter, string status, string output)
    {
        var version = VersionOf(member);
        return new RegisterRequest
        {
            Datacenter = datacenter,
            ID = member.Tags.GetValueOrDefault("id", ""),
            Node = member.Name,
            Address = member.Address.ToString(),
            NodeMeta =
                version.Length > 0
                    ? new SortedList<string, string>(StringComparer.Ordinal) { ["consul-version"] = version }
                    : null,
            Service = member.Tags.GetValueOrDefault("role") == MemberRoles.Server ? Service(member, version) : null,
            Check = new HealthCheck
            {
                Node = member.Name,
                CheckID = SerfHealth,
                Name = "Serf Health Status",
                Status = status,
                Output = output,
            },
        };
    }

    private static NodeService Service(SerfMember member, string version)
    {
        var meta = new SortedList<string, string>(StringComparer.Ordinal)
        {
            ["non_voter"] = member.Tags.ContainsKey("nonvoter") ? "true" : "false",
            ["read_replica"] = member.Tags.ContainsKey("read_replica") ? "true" : "false",
            ["raft_version"] = member.Tags.GetValueOrDefault("raft_vsn", "0"),
            ["serf_protocol_current"] = Number(member.Versions.Current),
            ["serf_protocol_min"] = Number(member.Versions.Min),
            ["serf_protocol_max"] = Number(member.Versions.Max),
            ["version"] = version,
        };
        foreach (var port in new[] { "grpc_port", "grpc_tls_port" })
        {
            if (member.Tags.TryGetValue(port, out var number))
            {
                meta[port] = number;
            }
        }

        return new NodeService
        {
            ID = ServiceName,
            Service = ServiceName,
            Port = int.TryParse(member.Tags.GetValueOrDefault("port"), CultureInfo.InvariantCulture, out var rpc)
                ? rpc
                : 0,
            Weights = new Weights { Passing = 1, Warning = 1 },
            Meta = meta,
        };
    }

    private static bool HasService(NodeServices known, NodeService? wanted) =>
        wanted is null
        || (
            known.Services is { } instances
            && instances.TryGetValue(wanted.ID, out var instance)
            && instance.SameContent(wanted)
        );

    private static string? SerfHealthOf(StateSnapshot snapshot, string node) =>
        snapshot.NodeChecks(null, node).Value.FirstOrDefault(static check => check.CheckID == SerfHealth)?.Status;

    /// <summary>The build without what stands after a colon, which is our own version or Consul's revision.</summary>
    private static string VersionOf(SerfMember member) => member.Tags.GetValueOrDefault("build", "").Split(':')[0];

    private static string Number(byte value) => value.ToString(CultureInfo.InvariantCulture);
}
