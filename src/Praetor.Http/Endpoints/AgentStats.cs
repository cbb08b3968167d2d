using System.Globalization;
using System.Runtime.InteropServices;
using Praetor.Agent;
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
            ["serf_lan"] = Group(("members", Number(agent.Members.Count))),
        };
        if (agent.WanMembers.Count > 0)
        {
            stats["serf_wan"] = Group(("members", Number(agent.WanMembers.Count)));
        }

        foreach (var (name, group) in server)
        {
            stats[name] = group;
        }

        return stats;
    }

    private static SortedList<string, string> Group(params IEnumerable<(string Name, string Value)> figures) =>
        new(figures.ToDictionary(static it => it.Name, static it => it.Value), StringComparer.Ordinal);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
