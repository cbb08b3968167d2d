using Praetor.Acl.Tokens;
using Praetor.Agent;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>Who the endpoints talk to, and where they are.</summary>
/// <param name="Agent">The agent they belong to.</param>
/// <param name="Control">What they may have done to the whole process.</param>
public sealed record ApiPeers(LocalAgent Agent, ProcessControl Control)
{
    /// <summary>Finds what the bearer of a token may do.</summary>
    public TokenResolver Tokens { get; } = new();

    /// <summary>The way to a server.</summary>
    public IServerLink Server => Agent.Server;

    /// <summary>The agent's own name.</summary>
    public string NodeName => Agent.Config.Node.Name;

    /// <summary>The agent's datacenter.</summary>
    public string Datacenter => Agent.Config.Node.Datacenter;
}

/// <summary>What an endpoint may have done to the whole process, or ask of its other parts.</summary>
/// <param name="ReloadAsync">Loads the configuration again; why not, or null when it is in effect.</param>
/// <param name="LeaveAsync">Leaves the pools, and then has the agent end, soon.</param>
/// <param name="ServerStats">What the server says of itself, by group and name.</param>
public sealed record ProcessControl(
    Func<CancellationToken, ValueTask<string?>> ReloadAsync,
    Func<ValueTask> LeaveAsync,
    Func<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ServerStats
);
