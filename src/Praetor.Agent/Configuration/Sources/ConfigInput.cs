using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Sources;

/// <summary>Where a configuration comes from: what the command line of the agent said.</summary>
public sealed record ConfigInput
{
    /// <summary>What is said of a format that is none; the quote that is missing is missing in Consul too.</summary>
    internal const string UnknownFormat = "-config-format must be either 'hcl' or 'json";

    /// <summary>Whether to run as for development (<c>-dev</c>).</summary>
    public bool DevMode { get; init; }

    /// <summary>Files and folders in the order given (<c>-config-file</c>, <c>-config-dir</c>).</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary><c>hcl</c> or <c>json</c> for every file (<c>-config-format</c>); empty to go by the name.</summary>
    public string Format { get; init; } = "";

    /// <summary>Pieces of HCL in the order given (<c>-hcl</c>).</summary>
    public IReadOnlyList<string> Fragments { get; init; } = [];

    /// <summary>Flags that are lists or maps: what files say is added after them.</summary>
    internal RawConfig Lists { get; init; } = RawConfig.Empty;

    /// <summary>Flags with one value: they win over files.</summary>
    internal RawConfig Scalars { get; init; } = RawConfig.Empty;

    /// <summary>Whether files can be in this format; empty stands for going by their names.</summary>
    internal static bool IsKnownFormat(string format) => format is "" or "hcl" or "json";
}
