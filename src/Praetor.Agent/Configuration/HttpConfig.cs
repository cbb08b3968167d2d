using System.Net;
using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>How the HTTP API behaves.</summary>
public sealed record HttpConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static HttpConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Path prefixes that are refused with 403.</summary>
    public required IReadOnlyList<string> BlockEndpoints { get; init; }

    /// <summary>Headers of every answer.</summary>
    public required IReadOnlyDictionary<string, string> ResponseHeaders { get; init; }

    /// <summary>Networks that may write; all when empty.</summary>
    public required IReadOnlyList<string> AllowWriteFrom { get; init; }

    /// <summary>The same, parsed.</summary>
    /// <remarks>A configuration with a text that is no network is refused before anyone asks.</remarks>
    public IReadOnlyList<IPNetwork> WriterNetworks =>
        [
            .. AllowWriteFrom.SelectMany(static text =>
                AddressText.TryParseNetwork(text, out var network) ? new[] { network } : []
            ),
        ];

    /// <summary>Whether ?cached is honoured.</summary>
    public required bool UseCache { get; init; }

    /// <summary>Most bytes in request headers; 0 for 1 MiB.</summary>
    public required int MaxHeaderBytes { get; init; }

    /// <summary>How long a blocking query waits unless it says.</summary>
    public required GoDuration DefaultQueryTime { get; init; }

    /// <summary>How long a blocking query may wait at most.</summary>
    public required GoDuration MaxQueryTime { get; init; }

    /// <summary>How old answers of discovery endpoints may be; 0 asks the leader.</summary>
    public required GoDuration DiscoveryMaxStale { get; init; }

    internal static HttpConfig Read(ConfigReader read) =>
        new()
        {
            BlockEndpoints = read.Get(HttpKeys.BlockEndpoints),
            ResponseHeaders = read.Get(HttpKeys.ResponseHeaders),
            AllowWriteFrom = read.Get(HttpKeys.AllowWriteFrom),
            UseCache = read.Get(HttpKeys.UseCache),
            MaxHeaderBytes = read.Get(HttpKeys.MaxHeaderBytes),
            DefaultQueryTime = read.Get(HttpKeys.DefaultQueryTime),
            MaxQueryTime = read.Get(HttpKeys.MaxQueryTime),
            DiscoveryMaxStale = read.Get(HttpKeys.DiscoveryMaxStale),
        };
}
