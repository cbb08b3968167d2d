namespace Praetor.Model.Rpc;

/// <summary>What every write carries.</summary>
public abstract record WriteRequest : IServerRequest
{
    /// <summary>The secret of who asks; empty for anonymous.</summary>
    public string Token { get; init; } = "";
}
