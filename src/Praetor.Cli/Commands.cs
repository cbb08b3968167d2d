using Praetor.Cli.Agents;
using Praetor.Cli.Catalog;
using Praetor.Cli.Kv;
using Praetor.Cli.Operators;
using Praetor.Cli.Running;
using Praetor.Cli.Services;

namespace Praetor.Cli;

/// <summary>The commands that ask an agent or need none. Those that are an agent come from the executable.</summary>
public static class Commands
{
    /// <summary>A table of these commands and others.</summary>
    public static CommandTable With(IEnumerable<CommandEntry> others)
    {
        CommandTable? table = null;
        CommandEntry Group(string name, string synopsis, string description) =>
            // Nobody makes a group before the table is complete.
            new(name, synopsis, () => new CommandGroup(name, description, () => table!));

        table = new CommandTable([
            .. others,
            Group("catalog", "Shows nodes and services", "Shows what the cluster knows of nodes and services."),
            new("catalog datacenters", "Lists the known datacenters", () => new CatalogDatacentersCommand()),
            new("catalog nodes", "Lists nodes", () => new CatalogNodesCommand()),
            new("catalog services", "Lists services", () => new CatalogServicesCommand()),
            new("event", "Fires an event", () => new EventCommand()),
            new("force-leave", "Has a failed member count as left", () => new ForceLeaveCommand()),
            new("info", "Shows figures about an agent", () => new InfoCommand()),
            new("join", "Has an agent join a cluster", () => new JoinCommand()),
            new("keygen", "Makes a key for encrypted gossip", () => new KeygenCommand()),
            new("keyring", "Looks after the keys of encrypted gossip", () => new KeyringCommand()),
            Group("kv", "Reads and writes the key-value store", "Reads and writes keys and their values."),
            new("kv delete", "Removes entries", () => new KvDeleteCommand()),
            new("kv export", "Shows entries as JSON", () => new KvExportCommand()),
            new("kv get", "Shows entries", () => new KvGetCommand()),
            new("kv import", "Writes entries from JSON", () => new KvImportCommand()),
            new("kv put", "Writes an entry", () => new KvPutCommand()),
            new("leave", "Has an agent leave its cluster and end", () => new LeaveCommand()),
            new("maint", "Takes a node or service out of discovery", () => new MaintCommand()),
            new("members", "Lists the members of a cluster", () => new MembersCommand()),
            new("reload", "Has an agent read its configuration again", () => new ReloadCommand()),
            new("rtt", "Estimates the round-trip time between nodes", () => new RttCommand()),
            Group(
                "services",
                "Registers services with an agent",
                "Registers services with an agent, and removes them."
            ),
            new("services deregister", "Removes services", () => new ServicesDeregisterCommand()),
            new("services register", "Registers services", () => new ServicesRegisterCommand()),
            new("version", "Shows the version", () => new VersionCommand()),
        ]);
        return table;
    }
}
