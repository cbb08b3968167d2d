using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>Who the endpoints talk to, and where they are.</summary>
/// <param name="Server">The way to a server.</param>
/// <param name="NodeName">The agent's own name.</param>
/// <param name="Datacenter">The agent's datacenter.</param>
public sealed record ApiPeers(IServerLink Server, string NodeName, string Datacenter);
