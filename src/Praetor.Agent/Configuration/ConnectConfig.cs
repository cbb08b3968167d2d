using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Hcl;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>The mesh, peering and first configuration entries.</summary>
public sealed record ConnectConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static ConnectConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Whether the mesh is on.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Who signs certificates: consul, vault or aws-pca.</summary>
    public required string CaProvider { get; init; }

    /// <summary>What the signer needs.</summary>
    public required ObjectNode CaConfig { get; init; }

    /// <summary>Reach other datacenters through mesh gateways.</summary>
    public required bool MeshGatewayWanFederation { get; init; }

    /// <summary>Spread of renewals after a change of root; not settable.</summary>
    public required GoDuration TestCaLeafRootChangeSpread { get; init; }

    /// <summary>Whether clusters can peer.</summary>
    public required bool PeeringEnabled { get; init; }

    /// <summary>Let peers be registered by hand; not settable.</summary>
    public required bool TestAllowPeerRegistrations { get; init; }

    /// <summary>Configuration entries to make where they are missing.</summary>
    public required IReadOnlyList<ObjectNode> BootstrapEntries { get; init; }

    /// <summary>Merge configuration entries into services.</summary>
    public required bool EnableCentralServiceConfig { get; init; }

    internal static ConnectConfig Read(ConfigReader read) =>
        new()
        {
            Enabled = read.Get(ConnectKeys.Enabled),
            CaProvider = read.Get(ConnectKeys.CaProvider),
            CaConfig = read.Get(ConnectKeys.CaConfig),
            MeshGatewayWanFederation = read.Get(ConnectKeys.MeshGatewayWanFederation),
            TestCaLeafRootChangeSpread = read.Get(ConnectKeys.TestCaLeafRootChangeSpread),
            PeeringEnabled = read.Get(ConnectKeys.PeeringEnabled),
            TestAllowPeerRegistrations = read.Get(ConnectKeys.TestAllowPeerRegistrations),
            BootstrapEntries = read.Get(ConnectKeys.BootstrapEntries),
            EnableCentralServiceConfig = read.Get(ConnectKeys.EnableCentralServiceConfig),
        };
}
