using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Sessions;

/// <summary>Reads or renews one session (<c>Session.Get</c>, <c>Session.Renew</c>), or reads all (<c>Session.List</c>).</summary>
[WireRecord]
public sealed partial record SessionSpecificRequest : QueryOptions, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The session.</summary>
    public string SessionID { get; init; } = "";

    /// <summary>The same, as old clients send it.</summary>
    public string Session { get; init; } = "";
}
