using Praetor.Model.Rpc;

namespace Praetor.Acl.Tokens;

/// <summary>Finds what the bearer of a token may do. Asked by every endpoint before any effect.</summary>
/// <remarks>
/// While access control is off, which is all a configuration can ask for yet, every token may do everything, an unknown
/// one too: that is Consul's rule.
/// </remarks>
public sealed class TokenResolver
{
    private readonly Authorizer.Authorizer _whileOff = Authorizer.Authorizer.ManageAll;

    /// <summary>What the bearer may do; a refusal when the token is unknown.</summary>
    /// <param name="token">The secret; empty for the anonymous token.</param>
    public RpcResult<Authorizer.Authorizer> Resolve(string token) => _whileOff;
}
