using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>Keys of Consul Enterprise and of HashiCorp Cloud: read, and then of no use here.</summary>
internal static class ForeignKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<bool> ReadReplica = Keys.Bool(
            "read_replica",
            false,
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<string> Segment = Keys.Text("segment", "", "Refused here: an Enterprise feature.")
        .Enterprise();

    public static readonly ConfigKey<IReadOnlyList<ObjectNode>> Segments = Keys.OpaqueList(
            "segments",
            "Refused here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<string> Partition = Keys.Text(
            "partition",
            "",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<ObjectNode> Audit = Keys.Opaque(
            "audit",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<string> LicensePath = Keys.Text(
            "license_path",
            "",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<string> LicensePollBaseTime = Keys.Text(
            "license_poll_base_time",
            "",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<string> LicensePollMaxTime = Keys.Text(
            "license_poll_max_time",
            "",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<string> LicenseUpdateBaseTime = Keys.Text(
            "license_update_base_time",
            "",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<string> LicenseUpdateMaxTime = Keys.Text(
            "license_update_max_time",
            "",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<bool> ReportingLicenseEnabled = Keys.Bool(
            "reporting.license.enabled",
            false,
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<ObjectNode> SnapshotAgent = Keys.Opaque(
        "snapshot_agent",
        "The snapshot agent of Enterprise: read and ignored."
    );

    public static readonly ConfigKey<string> CloudResourceId = Keys.Text(
        "cloud.resource_id",
        "",
        "HashiCorp Cloud: not supported, ignored."
    );

    public static readonly ConfigKey<string> CloudClientId = Keys.Text(
        "cloud.client_id",
        "",
        "HashiCorp Cloud: not supported, ignored."
    );

    public static readonly ConfigKey<string> CloudClientSecret = Keys.Text(
            "cloud.client_secret",
            "",
            "HashiCorp Cloud: not supported, ignored."
        )
        .Secret();

    public static readonly ConfigKey<string> CloudHostname = Keys.Text(
        "cloud.hostname",
        "",
        "HashiCorp Cloud: not supported, ignored."
    );

    public static readonly ConfigKey<string> CloudAuthUrl = Keys.Text(
        "cloud.auth_url",
        "",
        "HashiCorp Cloud: not supported, ignored."
    );

    public static readonly ConfigKey<string> CloudScadaAddress = Keys.Text(
        "cloud.scada_address",
        "",
        "HashiCorp Cloud: not supported, ignored."
    );

    public static readonly ConfigKey<string> CloudNodeId = Keys.Text(
        "cloud.node_id",
        "",
        "HashiCorp Cloud: not supported, ignored."
    );

    public static readonly ConfigKey<string> CloudNodeName = Keys.Text(
        "cloud.node_name",
        "",
        "HashiCorp Cloud: not supported, ignored."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
