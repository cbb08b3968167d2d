using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>Who the node is, and in which mode the agent runs.</summary>
public sealed record NodeConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static NodeConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Name of the node; the host name when absent.</summary>
    public required string Name { get; init; }

    /// <summary>UUID of the node; made once and kept in data_dir when absent.</summary>
    public required string Id { get; init; }

    /// <summary>Make the node ID at random rather than from the host.</summary>
    public required bool DisableHostId { get; init; }

    /// <summary>Pairs that describe the node, 64 at most.</summary>
    public required IReadOnlyDictionary<string, string> Meta { get; init; }

    /// <summary>Name of the datacenter.</summary>
    public required string Datacenter { get; init; }

    /// <summary>The datacenter that rules ACLs and the certificate authority; this one when absent.</summary>
    public required string PrimaryDatacenter { get; init; }

    /// <summary>The domain that DNS answers for.</summary>
    public required string Domain { get; init; }

    /// <summary>A second domain that DNS answers for.</summary>
    public required string AltDomain { get; init; }

    /// <summary>Folder for all that must survive a restart.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Be a server rather than a client.</summary>
    public required bool Server { get; init; }

    /// <summary>Be the first server, and elect itself.</summary>
    public required bool Bootstrap { get; init; }

    /// <summary>How many servers to wait for before the first election.</summary>
    public required int BootstrapExpect { get; init; }

    /// <summary>The name TLS expects of this agent.</summary>
    public required string ServerName { get; init; }

    /// <summary>A server absent for longer refuses to come back; 6h or more.</summary>
    public required GoDuration ServerRejoinAgeMax { get; init; }

    /// <summary>Version of the gossip protocol.</summary>
    public required int Protocol { get; init; }

    /// <summary>File that the process ID is written to.</summary>
    public required string PidFile { get; init; }

    /// <summary>Region the node is in.</summary>
    public required string Region { get; init; }

    /// <summary>Zone of the region the node is in.</summary>
    public required string Zone { get; init; }

    /// <summary>Leave the cluster on SIGTERM; true on clients unless set.</summary>
    public required bool LeaveOnTerminate { get; init; }

    /// <summary>Do not leave the cluster on SIGINT; true on servers unless set.</summary>
    public required bool SkipLeaveOnInterrupt { get; init; }

    /// <summary>Watch the configuration files and reload when they change.</summary>
    public required bool AutoReload { get; init; }

    /// <summary>Names of experiments to turn on.</summary>
    public required IReadOnlyList<string> Experiments { get; init; }

    /// <summary>Serve profiles of the process.</summary>
    public required bool EnableDebug { get; init; }

    /// <summary>Do not ask for new versions. There is nothing that asks.</summary>
    public required bool DisableUpdateCheck { get; init; }

    /// <summary>Do not send an anonymous signature. There is nothing that sends it.</summary>
    public required bool DisableAnonymousSignature { get; init; }

    /// <summary>Refuse commands sent by consul exec.</summary>
    public required bool DisableRemoteExec { get; init; }

    /// <summary>Do not send network coordinates.</summary>
    public required bool DisableCoordinates { get; init; }

    /// <summary>Accept unprintable characters in HTTP paths.</summary>
    public required bool DisableHttpCharacterFilter { get; init; }

    internal static NodeConfig Read(ConfigReader read) =>
        new()
        {
            Name = read.Get(NodeKeys.Name),
            Id = read.Get(NodeKeys.Id),
            DisableHostId = read.Get(NodeKeys.DisableHostId),
            Meta = read.Get(NodeKeys.Meta),
            Datacenter = read.Get(NodeKeys.Datacenter),
            PrimaryDatacenter = read.Get(NodeKeys.PrimaryDatacenter),
            Domain = read.Get(NodeKeys.Domain),
            AltDomain = read.Get(NodeKeys.AltDomain),
            DataDirectory = read.Get(NodeKeys.DataDirectory),
            Server = read.Get(NodeKeys.Server),
            Bootstrap = read.Get(NodeKeys.Bootstrap),
            BootstrapExpect = read.Get(NodeKeys.BootstrapExpect),
            ServerName = read.Get(NodeKeys.ServerName),
            ServerRejoinAgeMax = read.Get(NodeKeys.ServerRejoinAgeMax),
            Protocol = read.Get(NodeKeys.Protocol),
            PidFile = read.Get(NodeKeys.PidFile),
            Region = read.Get(NodeKeys.Region),
            Zone = read.Get(NodeKeys.Zone),
            LeaveOnTerminate = read.Get(NodeKeys.LeaveOnTerminate),
            SkipLeaveOnInterrupt = read.Get(NodeKeys.SkipLeaveOnInterrupt),
            AutoReload = read.Get(NodeKeys.AutoReload),
            Experiments = read.Get(NodeKeys.Experiments),
            EnableDebug = read.Get(NodeKeys.EnableDebug),
            DisableUpdateCheck = read.Get(NodeKeys.DisableUpdateCheck),
            DisableAnonymousSignature = read.Get(NodeKeys.DisableAnonymousSignature),
            DisableRemoteExec = read.Get(NodeKeys.DisableRemoteExec),
            DisableCoordinates = read.Get(NodeKeys.DisableCoordinates),
            DisableHttpCharacterFilter = read.Get(NodeKeys.DisableHttpCharacterFilter),
        };
}
