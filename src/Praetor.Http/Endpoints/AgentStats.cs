using System.Globalization;
using System.Runtime.InteropServices;
using Praetor.Agent;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Model;

namespace Praetor.Http.Endpoints;

/// <summary>Figures about the agent for people, by group and name, as <c>consul info</c> shows them.</summary>
internal static class AgentStats
{
    public static SortedList<string, IReadOnlyDictionary<string, string>> Of(
        LocalAgent agent,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> server
    )
    {
        var view = agent.Local.View;
        var (ttls, probes) = agent.CheckCounts;
        var stats = new SortedList<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
        {
            ["agent"] = Group(
                ("check_monitors", Number(probes)),
                ("check_ttls", Number(ttls)),
                ("checks", Number(view.LiveChecks.Count())),
                ("services", Number(view.LiveServices.Count()))
            ),
            ["build"] = Group(
                ("prerelease", ""),
                ("revision", Release.Revision),
                ("version", Release.ConsulVersion),
                ("version_metadata", "")
            ),
            ["runtime"] = Group(
                ("arch", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64"),
                ("cpu_count", Number(Environment.ProcessorCount)),
                ("max_procs", Number(Environment.ProcessorCount)),
                ("os", "linux"),
                ("version", RuntimeInformation.FrameworkDescription)
            ),
            ["serf_lan"] = Pool(agent.Pools.Lan.View),
        };
        if (agent.Pools.Wan is { } wan)
        {
            stats["serf_wan"] = Pool(wan.View);
        }

        foreach (var (name, group) in server)
        {
            stats[name] = group;
        }

        return stats;
    }

    private static SortedList<string, string> Pool(PoolView view)
    {
        var numbers = view.Numbers;
        return Group(
            ("coordinate_resets", Number(numbers.CoordinateResets)),
            ("encrypted", numbers.IsEncrypted ? "true" : "false"),
            ("event_queue", Number(numbers.EventQueue)),
            ("event_time", Number(numbers.EventTime)),
            ("failed", Number(view.CountOf(MemberStatus.Failed))),
            ("health_score", Number(numbers.HealthScore)),
            ("intent_queue", Number(numbers.IntentQueue)),
            ("left", Number(view.CountOf(MemberStatus.Left))),
            ("member_time", Number(numbers.MemberTime)),
            ("members", Number(view.Members.Length)),
            ("query_queue", Number(numbers.QueryQueue)),
            ("query_time", Number(numbers.QueryTime))
        );
    }

    private static SortedList<string, string> Group(params IEnumerable<(string Name, string Value)> figures) =>
        new(figures.ToDictionary(static it => it.Name, static it => it.Value), StringComparer.Ordinal);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
