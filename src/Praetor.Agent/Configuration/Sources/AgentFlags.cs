using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation;
using Praetor.Foundation.Flags;

namespace Praetor.Agent.Configuration.Sources;

/// <summary>
/// The flags of the agent command: one for each key that declares one, and those that say where files are. Used once:
/// <see cref="Set"/> reads the command line, <see cref="Input"/> is what it said.
/// </summary>
public sealed class AgentFlags
{
    private readonly GoFlag<bool> _dev;

    // Both flags for paths take files and folders, and their order among each other counts.
    private readonly List<string> _paths = [];
    private readonly GoFlag<string> _format;
    private readonly GoFlag<IReadOnlyList<string>> _fragments;
    private readonly RawConfig _lists = new();
    private readonly RawConfig _scalars = new();

    /// <summary>Declares the flags.</summary>
    public AgentFlags()
    {
        _dev = Set.AddBool("dev", false, "Starts the agent in development mode.", FlagWords.Strconv);
        Set.AddReader(
            "config-file",
            "value",
            "Path to a file in JSON or HCL format with a matching file extension. Can be specified multiple times.",
            TakePath
        );
        Set.AddReader(
            "config-dir",
            "value",
            "Path to a directory to read configuration files from, every file ending in '.hcl' or '.json' in "
                + "alphabetical order. Can be specified multiple times.",
            TakePath
        );
        _format = Set.AddString(
            "config-format",
            "",
            "Config files are in this format irrespective of their extension. Must be 'hcl' or 'json'"
        );
        _fragments = Set.AddList("hcl", "hcl config fragment. This can be specified multiple times.");
        foreach (var key in AgentKeys.Schema.Keys)
        {
            if (key.FlagName is { } name)
            {
                Declare(name, key);
            }
        }

        Declare("join", JoinKeys.RetryJoin);
        Declare("join-wan", JoinKeys.RetryJoinWan);
    }

    /// <summary>The flags.</summary>
    public GoFlagSet Set { get; } = new();

    /// <summary>What the command line said. To be asked after <see cref="Set"/> has read it.</summary>
    public ConfigInput Input =>
        new()
        {
            DevMode = _dev.Value,
            Paths = [.. _paths],
            Format = _format.Value,
            Fragments = _fragments.Value,
            Lists = _lists,
            Scalars = _scalars,
        };

    private string? TakePath(string path)
    {
        _paths.Add(path);
        return null;
    }

    private void Declare(string name, ConfigKey key)
    {
        string? Take(string text)
        {
            var errors = new DecodeErrors();
            var value = key.DecodeFlag(text, errors);
            if (value is null)
            {
                Invariant.Check(errors.WrongValues.Count == 1, "a flag that is refused says why");
                return errors.WrongValues[0];
            }

            (key.Collects ? _lists : _scalars).Add(key, value, "-" + name);
            return null;
        }

        Set.AddReader(
            name,
            key is ConfigKey<bool> ? ""
                : key.Collects ? "value"
                : key.TypeName,
            key.Help,
            Take
        );
    }
}
