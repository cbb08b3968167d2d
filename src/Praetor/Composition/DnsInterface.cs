using System.Net;
using Microsoft.Extensions.Logging;
using Praetor.Agent.Configuration;
using Praetor.Dns;
using Praetor.Dns.Listeners;
using Praetor.Foundation.Text;
using Praetor.Model.Rpc;
using Praetor.Platform.Loops;

namespace Praetor.Composition;

/// <summary>The agent's DNS interface, made of its configuration.</summary>
internal static class DnsInterface
{
    public static DnsServer Create(AgentConfig config, IServerLink link, ILoggerFactory loggers) =>
        new(
            [.. config.Addresses.Dns.Select(address => address.EndPoint).OfType<IPEndPoint>()],
            Settings(config),
            link,
            new DnsSeams
            {
                Time = TimeProvider.System,
                Random = new Random(),
                Threads = new DedicatedThreads(),
                Loggers = loggers,
            }
        );

    public static DnsSettings Settings(AgentConfig config) =>
        new()
        {
            Domain = config.Node.Domain,
            AltDomain = config.Node.AltDomain,
            Datacenter = config.Node.Datacenter,
            Token = config.Acl.Dns.Length > 0 ? config.Acl.Dns : config.Acl.DefaultToken,
            AllowStale = config.Dns.AllowStale,
            StaleMax = config.Dns.MaxStale.ToTimeSpan(),
            OnlyPassing = config.Dns.OnlyPassing,
            NodeTtl = Seconds(config.Dns.NodeTtl),
            ServiceTtl = new SortedList<string, uint>(
                config.Dns.ServiceTtl.ToDictionary(pair => pair.Key, pair => Seconds(pair.Value)),
                StringComparer.Ordinal
            ),
            EnableTruncate = config.Dns.EnableTruncate,
            DisableCompression = config.Dns.DisableCompression,
            UdpAnswerLimit = config.Dns.UdpAnswerLimit,
            ARecordLimit = config.Dns.ARecordLimit,
            NodeMetaTxt = config.Dns.NodeMetaTxt,
            SoaRefresh = (uint)config.Dns.SoaRefresh,
            SoaRetry = (uint)config.Dns.SoaRetry,
            SoaExpire = (uint)config.Dns.SoaExpire,
            SoaMinTtl = (uint)config.Dns.SoaMinTtl,
        };

    private static uint Seconds(GoDuration duration) =>
        (uint)Math.Clamp(duration.ToTimeSpan().TotalSeconds, 0, int.MaxValue);

    // The configuration refuses texts that are no durations.
    private static uint Seconds(string duration) =>
        GoDuration.TryParse(duration, out var parsed, out _) ? Seconds(parsed) : 0;
}
