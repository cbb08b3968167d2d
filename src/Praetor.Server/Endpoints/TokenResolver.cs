using Praetor.Acl.Authorizer;
using Praetor.Model.Rpc;

namespace Praetor.Server.Endpoints;

/// <summary>Finds what the bearer of a token may do. Asked by every endpoint before any effect.</summary>
/// <remarks>
/// While access control is off, which is all a configuration can ask for yet, every token may do everything, an unknown
/// one too: that is Consul's rule.
/// </remarks>
internal sealed class TokenResolver
{
    private readonly Authorizer _whileOff = Authorizer.ManageAll;

    public RpcResult<Authorizer> Resolve(string token) => _whileOff;
}
