using Praetor.Cli.Agents;
using Praetor.Cli.Kv;
using Praetor.Cli.Running;

namespace Praetor.Cli;

/// <summary>The commands that ask an agent or need none. Those that are an agent come from the executable.</summary>
public static class Commands
{
    /// <summary>A table of these commands and others.</summary>
    public static CommandTable With(IEnumerable<CommandEntry> others)
    {
        CommandTable? table = null;
        CommandEntry Group(string name, string synopsis, string description) =>
            // The table is not asked for before it is complete.
            new(name, synopsis, () => new CommandGroup(name, description, () => table!));

        table = new CommandTable([
            .. others,
            Group("kv", "Reads and writes the key-value store", "Reads and writes keys and their values."),
            new("kv get", "Shows entries", () => new KvGetCommand()),
            new("kv put", "Writes an entry", () => new KvPutCommand()),
            new("version", "Shows the version", () => new VersionCommand()),
        ]);
        return table;
    }
}
