namespace Praetor.Model.Rpc;

/// <summary>Why a server did not do what it was asked, in Consul's words.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Text">The words; clients match on them.</param>
public sealed record RpcError(RpcErrorKind Kind, string Text)
{
    /// <summary>The words.</summary>
    public override string ToString() => Text;
}

/// <summary>The sorts of errors that callers treat differently.</summary>
public enum RpcErrorKind
{
    /// <summary>The request makes no sense, or a rule of the store forbids it.</summary>
    Invalid,

    /// <summary>What it is about does not exist.</summary>
    NotFound,

    /// <summary>The token does not allow it, or is unknown.</summary>
    PermissionDenied,

    /// <summary>No leader is known, or it lost its office meanwhile; later it may work.</summary>
    NoLeader,

    /// <summary>No server can be reached, or none of the datacenter asked for.</summary>
    Unavailable,

    /// <summary>Too much is asked at the moment; later it may work.</summary>
    RateLimited,

    /// <summary>The server failed at something that is not the request's fault.</summary>
    Internal,
}
