using System.Globalization;
using Praetor.Cli.Output;
using Praetor.Cli.Running;
using Praetor.Client.Agents;
using Praetor.Foundation.Flags;
using Praetor.Foundation.Text;

namespace Praetor.Cli.Agents;

/// <summary>Lists the members of a gossip pool: <c>members</c>.</summary>
internal sealed class MembersCommand : AgentAskingCommand
{
    private const string AllSegments = "_all";

    private readonly GoFlag<bool> _detailed;
    private readonly GoFlag<bool> _wan;
    private readonly GoFlag<string> _status;
    private readonly GoFlag<string> _segment;
    private readonly GoFlag<string> _filter;

    public MembersCommand()
        : base(HttpFlagKinds.Partition)
    {
        _detailed = Flags.AddBool("detailed", false, "Shows what the members say about themselves.");
        _wan = Flags.AddBool("wan", false, "Lists the servers of all datacenters.");
        _status = Flags.AddString("status", ".*", "Lists only members whose status matches this regular expression.");
        _segment = Flags.AddString("segment", AllSegments, "Lists only members of this network segment.");
        _filter = Flags.AddString("filter", "", "Lists only members for which this expression holds.");
    }

    protected override string Usage => "consul members [options]";

    protected override string Description =>
        "Lists the members of the agent's cluster. The exit code is 2 if none match.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (!GoPattern.TryRead(_status.Value, out var status, out var error))
        {
            return Task.FromResult(Fail(context, $"Failed to compile status regexp: {error}"));
        }

        return AskAsync(
            context,
            "Error retrieving members",
            async client =>
            {
                var members = await client.Agent.MembersAsync(
                    _segment.Value,
                    _wan.Value,
                    _filter.Value,
                    cancellationToken
                );
                var rows = Rows(members, status);
                if (rows.Count == 0)
                {
                    return ExitCodes.Nothing;
                }

                context.Output.Write(Columns.Of(_detailed.Value ? Detailed(rows) : Standard(rows)));
                return ExitCodes.Success;
            }
        );
    }

    /// <summary>The members that match: servers first, then by partition, segment and name.</summary>
    private List<Row> Rows(IReadOnlyList<AgentMember> members, GoPattern status) =>
        [
            .. members
                .Select(member => new Row(member, _segment.Value == AllSegments))
                .Where(row => status.IsMatch(row.Status))
                .OrderBy(row => !row.IsServer)
                .ThenBy(row => row.Partition, StringComparer.Ordinal)
                .ThenBy(row => row.Segment, StringComparer.Ordinal)
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ];

    private static IReadOnlyList<IReadOnlyList<string>> Standard(List<Row> rows) =>
        [
            ["Node", "Address", "Status", "Type", "Build", "Protocol", "DC", "Partition", "Segment"],
            .. rows.Select(row =>
                (string[])
                    [
                        row.Name,
                        row.Address,
                        row.Status,
                        row.Type,
                        row.Build,
                        row.Tag("vsn"),
                        row.Tag("dc"),
                        row.Partition,
                        row.Segment,
                    ]
            ),
        ];

    private static IReadOnlyList<IReadOnlyList<string>> Detailed(List<Row> rows) =>
        [
            ["Node", "Address", "Status", "Tags"],
            .. rows.Select(row => (string[])[row.Name, row.Address, row.Status, row.Tags]),
        ];

    /// <summary>A member as the tables show it.</summary>
    /// <param name="ofAllSegments">Whether servers are said to be in all segments, which they are.</param>
    private sealed class Row(AgentMember member, bool ofAllSegments)
    {
        public string Name => member.Name;

        public string Address { get; } =
            (member.Addr.Contains(':', StringComparison.Ordinal) ? $"[{member.Addr}]" : member.Addr)
            + ":"
            + member.Port.ToString(CultureInfo.InvariantCulture);

        public string Status { get; } =
            member.Status switch
            {
                0 => "none",
                1 => "alive",
                2 => "leaving",
                3 => "left",
                4 => "failed",
                _ => "unknown",
            };

        public bool IsServer => Tag("role") == "consul";

        public string Type =>
            Tag("role") switch
            {
                "consul" => "server",
                "node" => "client",
                _ => "unknown",
            };

        public string Build => Tag("build") is { Length: > 0 } build ? build.Split(':')[0] : "< 0.3";

        public string Partition => Tag("ap") is { Length: > 0 } partition ? partition : "default";

        public string Segment =>
            IsServer && ofAllSegments ? "<all>"
            : Tag("segment") is { Length: > 0 } segment ? segment
            : "<default>";

        /// <summary>All tags in order, with partition and segment among them.</summary>
        public string Tags
        {
            get
            {
                var tags = new SortedList<string, string>(StringComparer.Ordinal);
                foreach (var (name, value) in member.Tags ?? tags.AsReadOnly())
                {
                    tags[name] = value;
                }

                tags["ap"] = Partition;
                tags["segment"] = Segment;
                return string.Join(',', tags.Select(tag => $"{tag.Key}={tag.Value}"));
            }
        }

        public string Tag(string name) => member.Tags?.TryGetValue(name, out var value) == true ? value : "";
    }
}
