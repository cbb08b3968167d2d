namespace Praetor.Model.Rpc;

/// <summary>What every request says about itself, so that a server can route it and decide whether it may be done.</summary>
public interface IServerRequest
{
    /// <summary>The secret of who asks; empty for anonymous.</summary>
    string Token { get; }

    /// <summary>Where it is to be answered; empty for where it arrives.</summary>
    string Datacenter => "";
}
