using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Hcl;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The mesh, peering and first configuration entries.</summary>
internal static class ConnectKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<bool> Enabled = Keys.Bool("connect.enabled", true, "Whether the mesh is on.");

    public static readonly ConfigKey<string> CaProvider = Keys.Text(
        "connect.ca_provider",
        "consul",
        "Who signs certificates: consul, vault or aws-pca."
    );

    public static readonly ConfigKey<ObjectNode> CaConfig = Keys.Opaque("connect.ca_config", "What the signer needs.")
        .Secret();

    public static readonly ConfigKey<bool> MeshGatewayWanFederation = Keys.Bool(
            "connect.enable_mesh_gateway_wan_federation",
            false,
            "Reach other datacenters through mesh gateways."
        )
        .ServerOnly();

    public static readonly ConfigKey<GoDuration> TestCaLeafRootChangeSpread = Keys.Duration(
            "connect.test_ca_leaf_root_change_spread",
            "0s",
            "Spread of renewals after a change of root; not settable."
        )
        .Internal();

    public static readonly ConfigKey<bool> PeeringEnabled = Keys.Bool(
        "peering.enabled",
        true,
        "Whether clusters can peer."
    );

    public static readonly ConfigKey<bool> TestAllowPeerRegistrations = Keys.Bool(
            "peering.test_allow_peer_registrations",
            false,
            "Let peers be registered by hand; not settable."
        )
        .Internal();

    public static readonly ConfigKey<IReadOnlyList<ObjectNode>> BootstrapEntries = Keys.OpaqueList(
            "config_entries.bootstrap",
            "Configuration entries to make where they are missing."
        )
        .Reloads(ReloadPart.ConfigEntries);

    public static readonly ConfigKey<bool> EnableCentralServiceConfig = Keys.Bool(
        "enable_central_service_config",
        true,
        "Merge configuration entries into services."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
