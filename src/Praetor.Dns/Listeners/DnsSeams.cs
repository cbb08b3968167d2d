using Microsoft.Extensions.Logging;
using Praetor.Foundation.Loops;

namespace Praetor.Dns.Listeners;

/// <summary>What the DNS interface takes from the world.</summary>
public sealed record DnsSeams
{
    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where the order of answers comes from. It is used by one thread at a time.</summary>
    public required Random Random { get; init; }

    /// <summary>Where the answering threads run.</summary>
    public required ILoopThreads Threads { get; init; }

    /// <summary>Where its loggers come from.</summary>
    public required ILoggerFactory Loggers { get; init; }
}
