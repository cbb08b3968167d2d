using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>What all checks have in common.</summary>
public sealed record ChecksConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static ChecksConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>How long a change of output alone may wait before it is sent.</summary>
    public required GoDuration UpdateInterval { get; init; }

    /// <summary>Most bytes of output kept.</summary>
    public required int OutputMaxSize { get; init; }

    /// <summary>Keep no output.</summary>
    public required bool DiscardOutput { get; init; }

    /// <summary>Allow script checks from files and the API.</summary>
    public required bool EnableScripts { get; init; }

    /// <summary>Allow script checks from files.</summary>
    public required bool EnableLocalScripts { get; init; }

    /// <summary>Least deregister_critical_service_after; not settable.</summary>
    public required GoDuration DeregisterIntervalMin { get; init; }

    /// <summary>How often critical services are looked at for removal; not settable.</summary>
    public required GoDuration ReapInterval { get; init; }

    /// <summary>Pause between full synchronisations; not settable.</summary>
    public required GoDuration AntiEntropyInterval { get; init; }

    internal static ChecksConfig Read(ConfigReader read) =>
        new()
        {
            UpdateInterval = read.Get(CheckKeys.UpdateInterval),
            OutputMaxSize = read.Get(CheckKeys.OutputMaxSize),
            DiscardOutput = read.Get(CheckKeys.DiscardOutput),
            EnableScripts = read.Get(CheckKeys.EnableScripts),
            EnableLocalScripts = read.Get(CheckKeys.EnableLocalScripts),
            DeregisterIntervalMin = read.Get(CheckKeys.DeregisterIntervalMin),
            ReapInterval = read.Get(CheckKeys.ReapInterval),
            AntiEntropyInterval = read.Get(CheckKeys.AntiEntropyInterval),
        };
}
