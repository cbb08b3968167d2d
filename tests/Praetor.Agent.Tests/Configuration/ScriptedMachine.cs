using System.Net;
using Praetor.Agent.Configuration;
using Praetor.Agent.Configuration.Sources;
using Praetor.Foundation.Files;
using Praetor.Foundation.Flags;
using Praetor.Foundation.Network;
using Xunit;

namespace Praetor.Agent.Tests.Configuration;

/// <summary>A machine with one private address and files of the test's making.</summary>
internal sealed class ScriptedMachine : IConfigFiles, INetworkFacts
{
    private readonly SortedList<string, string> _files = new(StringComparer.Ordinal);

    public List<InterfaceAddress> Interfaces { get; } =
    [
        new("lo", 1, IPAddress.Loopback, 8, true, true, false),
        new("lo", 1, IPAddress.IPv6Loopback, 128, true, true, false),
        new("eth0", 2, IPAddress.Parse("10.0.0.7"), 24, true, false, true),
        new("eth0", 2, IPAddress.Parse("fe80::1"), 64, true, false, true),
    ];

    public string HostName { get; init; } = "machine";

    public IReadOnlyList<InterfaceAddress> Addresses() => Interfaces;

    public ScriptedMachine With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    public ConfigOutcome Load(params string[] line)
    {
        var flags = new AgentFlags();
        Assert.True(flags.Set.Parse(line) == FlagOutcome.Parsed, flags.Set.Error);
        return AgentConfigLoader.Load(flags.Input, this, this);
    }

    /// <summary>Loads one file of the given text, and expects it to be valid.</summary>
    public static AgentConfig Accept(string path, string text)
    {
        var outcome = new ScriptedMachine().With(path, text).Load("-config-file", path, "-data-dir=/d");
        Assert.Equal("", outcome.ErrorText);
        return outcome.Config!;
    }

    public ConfigPathKind Examine(string path, out string reason)
    {
        reason = "no such file or directory";
        return _files.ContainsKey(path) ? ConfigPathKind.File
            : _files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal)) ? ConfigPathKind.Folder
            : ConfigPathKind.Unreadable;
    }

    public IReadOnlyList<string>? List(string folder, out string reason)
    {
        reason = "";
        return [.. _files.Keys.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal)).Reverse()];
    }

    public string? Read(string path, out string reason)
    {
        reason = "";
        return _files[path];
    }
}
