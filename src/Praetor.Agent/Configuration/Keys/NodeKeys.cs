using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>Who the node is, and in which mode the agent runs.</summary>
internal static class NodeKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> Name = Keys.Text(
            "node_name",
            "",
            "Name of the node; the host name when absent."
        )
        .Flag("node")
        .HasEffect();

    public static readonly ConfigKey<string> Id = Keys.Text(
            "node_id",
            "",
            "UUID of the node; made once and kept in data_dir when absent."
        )
        .Flag("node-id")
        .HasEffect();

    public static readonly ConfigKey<bool> DisableHostId = Keys.Bool(
            "disable_host_node_id",
            true,
            "Make the node ID at random rather than from the host."
        )
        .Flag("disable-host-node-id");

    public static readonly ConfigKey<IReadOnlyDictionary<string, string>> Meta = Keys.Map(
            "node_meta",
            "Pairs that describe the node, 64 at most."
        )
        .Flag("node-meta")
        .Reloads(ReloadPart.NodeMeta)
        .HasEffect();

    public static readonly ConfigKey<string> Datacenter = Keys.Text("datacenter", "dc1", "Name of the datacenter.")
        .Flag("datacenter")
        .HasEffect();

    public static readonly ConfigKey<string> PrimaryDatacenter = Keys.Text(
        "primary_datacenter",
        "",
        "The datacenter that rules ACLs and the certificate authority; this one when absent."
    );

    public static readonly ConfigKey<string> Domain = Keys.Text("domain", "consul.", "The domain that DNS answers for.")
        .Flag("domain")
        .HasEffect();

    public static readonly ConfigKey<string> AltDomain = Keys.Text(
            "alt_domain",
            "",
            "A second domain that DNS answers for."
        )
        .Flag("alt-domain")
        .HasEffect();

    public static readonly ConfigKey<string> DataDirectory = Keys.Text(
            "data_dir",
            "",
            "Folder for all that must survive a restart."
        )
        .Flag("data-dir")
        .HasEffect();

    public static readonly ConfigKey<bool> Server = Keys.Bool("server", false, "Be a server rather than a client.")
        .Flag("server")
        .InDev(true)
        .HasEffect();

    public static readonly ConfigKey<bool> Bootstrap = Keys.Bool(
            "bootstrap",
            false,
            "Be the first server, and elect itself."
        )
        .Flag("bootstrap")
        .HasEffect();

    public static readonly ConfigKey<int> BootstrapExpect = Keys.Integer(
            "bootstrap_expect",
            0,
            "How many servers to wait for before the first election."
        )
        .Flag("bootstrap-expect")
        .HasEffect();

    public static readonly ConfigKey<string> ServerName = Keys.Text(
        "server_name",
        "",
        "The name TLS expects of this agent."
    );

    public static readonly ConfigKey<GoDuration> ServerRejoinAgeMax = Keys.Duration(
            "server_rejoin_age_max",
            "168h",
            "A server absent for longer refuses to come back; 6h or more."
        )
        .ServerOnly();

    public static readonly ConfigKey<int> Protocol = Keys.Integer("protocol", 2, "Version of the gossip protocol.")
        .Flag("protocol");

    public static readonly ConfigKey<string> PidFile = Keys.Text(
            "pid_file",
            "",
            "File that the process ID is written to."
        )
        .Flag("pid-file");

    public static readonly ConfigKey<string> Region = Keys.Text("locality.region", "", "Region the node is in.")
        .HasEffect();

    public static readonly ConfigKey<string> Zone = Keys.Text("locality.zone", "", "Zone of the region the node is in.")
        .HasEffect();

    public static readonly ConfigKey<bool> LeaveOnTerminate = Keys.Bool(
            "leave_on_terminate",
            false,
            "Leave the cluster on SIGTERM; true on clients unless set."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> SkipLeaveOnInterrupt = Keys.Bool(
            "skip_leave_on_interrupt",
            false,
            "Do not leave the cluster on SIGINT; true on servers unless set."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> AutoReload = Keys.Bool(
            "auto_reload_config",
            false,
            "Watch the configuration files and reload when they change."
        )
        .Flag("auto-reload-config");

    public static readonly ConfigKey<IReadOnlyList<string>> Experiments = Keys.List(
        "experiments",
        "Names of experiments to turn on."
    );

    public static readonly ConfigKey<bool> EnableDebug = Keys.Bool(
            "enable_debug",
            false,
            "Serve profiles of the process."
        )
        .Reloads(ReloadPart.Debug)
        .InDev(true);

    public static readonly ConfigKey<bool> DisableUpdateCheck = Keys.Bool(
        "disable_update_check",
        false,
        "Do not ask for new versions. There is nothing that asks."
    );

    public static readonly ConfigKey<bool> DisableAnonymousSignature = Keys.Bool(
            "disable_anonymous_signature",
            false,
            "Do not send an anonymous signature. There is nothing that sends it."
        )
        .InDev(true);

    public static readonly ConfigKey<bool> DisableRemoteExec = Keys.Bool(
        "disable_remote_exec",
        true,
        "Refuse commands sent by consul exec."
    );

    public static readonly ConfigKey<bool> DisableCoordinates = Keys.Bool(
            "disable_coordinates",
            false,
            "Do not send network coordinates."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> DisableHttpCharacterFilter = Keys.Bool(
            "disable_http_unprintable_char_filter",
            false,
            "Accept unprintable characters in HTTP paths."
        )
        .HasEffect();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
