using System.Globalization;
using Praetor.Agent.Configuration.Definitions;
using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Network;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Build;

/// <summary>
/// Makes an <see cref="AgentConfig"/> of what was set: 1. every key is built, so that each that cannot be is named;
/// 2. the records are read; 3. what depends on several keys is filled in; 4. the whole is checked.
/// </summary>
internal static class ConfigBuild
{
    /// <summary>Adds to <paramref name="problems"/> all that is wrong; the result counts only when nothing was added.</summary>
    public static AgentConfig Build(
        RawConfig raw,
        bool devMode,
        INetworkFacts network,
        List<ConfigProblem> problems,
        List<string> warnings
    )
    {
        CheckEachKey(raw, problems);
        warnings.AddRange(EnterpriseWarnings(raw));

        var read = new ConfigReader(raw, devMode, new AddressTemplates(network));
        var node = Node(read, network);
        var ports = PortsConfig.Read(read);
        ports = ports with { GrpcTls = read.IsSet(PortsKeys.GrpcTls) || !node.Server ? ports.GrpcTls : 8503 };
        var config = new AgentConfig
        {
            DevMode = devMode,
            Node = node,
            Ports = ports,
            Addresses = new AddressBuild(read, ports, network, problems).Build(),
            Join = JoinConfig.Read(read),
            Acl = AclConfig.Read(read),
            Tls = TlsConfig.Read(read),
            Encryption = EncryptionConfig.Read(read),
            AutoEncrypt = AutoEncryptConfig.Read(read),
            AutoConfig = AutoConfigConfig.Read(read),
            Dns = DnsConfig.Read(read),
            Http = HttpConfig.Read(read),
            Limits = Limits(read),
            Performance = PerformanceConfig.Read(read),
            Raft = RaftConfig.Read(read),
            Gossip = GossipConfig.Read(read),
            Autopilot = AutopilotSeed.Read(read),
            Connect = Connect(read),
            Ui = UiConfig.Read(read),
            Logging = Logging(read),
            Telemetry = TelemetryConfig.Read(read),
            Checks = Checks(read),
            Internal = InternalConfig.Read(read),
            Services = [.. raw.Get(DefinitionKeys.Services).Select(ServiceConversion.ToDefinition)],
            CheckDefinitions = [.. raw.Get(DefinitionKeys.Checks).Select(CheckConversion.ToDefinition)],
            Watches = raw.Get(DefinitionKeys.Watches),
            Warnings = warnings,
            Raw = raw,
        };
        problems.AddRange(read.Errors.Select(error => new ConfigProblem(error, "")).Where(IsNew(problems)));

        // A value that could not be built has become its default: checking that would complain of what nobody wrote.
        if (problems.Count == 0)
        {
            problems.AddRange(ConfigChecks.All(config));
            problems.AddRange(DefinitionBuild.Refusals(config));
            problems.AddRange(WatchChecks.All(config));
        }

        for (var at = 0; at < problems.Count; at++)
        {
            problems[at] = WithSource(problems[at], raw);
        }

        warnings.AddRange(ConfigWarnings.All(config));
        return AfterBootstrap(config);
    }

    /// <summary>All durations and the like that cannot be read, as the one text that Consul makes of them.</summary>
    private static void CheckEachKey(RawConfig raw, List<ConfigProblem> problems)
    {
        var wrong = new List<string>();
        var (firstKey, firstSource) = ("", "");
        foreach (var key in AgentKeys.Schema.Keys.Where(key => key.Standing != KeyStanding.Internal))
        {
            if (raw.Find(key) is { } value && key.Check(value.Value) is { } error)
            {
                (firstKey, firstSource) = wrong.Count == 0 ? (key.Path, value.Source) : (firstKey, firstSource);
                wrong.Add($"{key.Path}: {error}");
            }
        }

        wrong.AddRange(DefinitionBuild.Unbuildable(raw));
        if (wrong.Count > 0)
        {
            problems.Add(new ConfigProblem(MultiError.Format(wrong), firstKey) { Source = firstSource });
        }
    }

    private static ConfigProblem WithSource(ConfigProblem problem, RawConfig raw) =>
        problem.Source.Length == 0 && raw.Find(problem.Key) is { } value
            ? problem with
            {
                Source = value.Source,
            }
            : problem;

    private static Func<ConfigProblem, bool> IsNew(List<ConfigProblem> problems) =>
        problem => !problems.Exists(known => known.Text.Contains(problem.Text, StringComparison.Ordinal));

    private static IEnumerable<string> EnterpriseWarnings(RawConfig raw) =>
        AgentKeys
            .Schema.Keys.Where(key => key.Standing == KeyStanding.Enterprise && raw.Has(key))
            .Select(key => $"\"{key.Path}\" is a Consul Enterprise configuration and will have no effect");

    private static NodeConfig Node(ConfigReader read, INetworkFacts network)
    {
        var node = NodeConfig.Read(read);
        var datacenter = node.Datacenter.ToLowerInvariant();
        return node with
        {
            Name = (read.IsSet(NodeKeys.Name) ? node.Name : network.HostName).Trim(),
            Id = node.Id.ToLowerInvariant(),
            Datacenter = datacenter,
            PrimaryDatacenter =
                node.PrimaryDatacenter.Length == 0 ? datacenter : node.PrimaryDatacenter.ToLowerInvariant(),
            LeaveOnTerminate = read.IsSet(NodeKeys.LeaveOnTerminate) ? node.LeaveOnTerminate : !node.Server,
            SkipLeaveOnInterrupt = read.IsSet(NodeKeys.SkipLeaveOnInterrupt) ? node.SkipLeaveOnInterrupt : node.Server,
        };
    }

    /// <summary>A negative rate means no limit.</summary>
    private static LimitsConfig Limits(ConfigReader read)
    {
        var limits = LimitsConfig.Read(read);
        return limits with
        {
            RpcRate = Unlimited(limits.RpcRate),
            RequestReadRate = Unlimited(limits.RequestReadRate),
            RequestWriteRate = Unlimited(limits.RequestWriteRate),
        };
    }

    /// <summary>Handing out certificates and federation through gateways both need the mesh.</summary>
    private static ConnectConfig Connect(ConfigReader read)
    {
        var connect = ConnectConfig.Read(read);
        return connect with
        {
            Enabled = connect.Enabled || read.Get(AutoEncryptKeys.AllowTls) || connect.MeshGatewayWanFederation,
        };
    }

    private static LoggingConfig Logging(ConfigReader read)
    {
        var logging = LoggingConfig.Read(read);
        return logging with { Level = logging.Level.ToUpper(CultureInfo.InvariantCulture) };
    }

    private static ChecksConfig Checks(ConfigReader read)
    {
        var checks = ChecksConfig.Read(read);
        return checks with
        {
            EnableLocalScripts = read.IsSet(CheckKeys.EnableLocalScripts)
                ? checks.EnableLocalScripts
                : checks.EnableScripts,
        };
    }

    /// <summary>Expecting one server is the same as bootstrapping.</summary>
    private static AgentConfig AfterBootstrap(AgentConfig config) =>
        config.Node.BootstrapExpect == 1
            ? config with
            {
                Node = config.Node with { Bootstrap = true, BootstrapExpect = 0 },
            }
            : config;

    private static double Unlimited(double rate) => rate < 0 ? double.PositiveInfinity : rate;
}
