using Microsoft.Extensions.Logging;
using Praetor.Agent.Checks;
using Praetor.Agent.Membership;
using Praetor.Foundation.Ids;
using Praetor.Foundation.Storage;
using Praetor.Model.Rpc;

namespace Praetor.Agent;

/// <summary>What an agent is given of the world.</summary>
public sealed record AgentSeams
{
    /// <summary>The way to a server.</summary>
    public required IServerLink Server { get; init; }

    /// <summary>The gossip pools it is a member of; whoever made them owns them.</summary>
    public required AgentPools Pools { get; init; }

    /// <summary>Where registrations are kept; null keeps none, as in <c>-dev</c>.</summary>
    public required IDisk? Disk { get; init; }

    /// <summary>The ways of checking this version knows, besides reports and aliases.</summary>
    public required IReadOnlyList<ICheckProbe> Probes { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>For the spreading of checks and of comparisons with the catalog.</summary>
    public required Random Random { get; init; }

    /// <summary>For events fired here.</summary>
    public required IIdSource Ids { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
