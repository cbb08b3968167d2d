using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Sessions;

/// <summary>Makes or ends a session (<c>Session.Apply</c>, log entry 3). The reply is its ID.</summary>
[WireRecord]
public sealed partial record SessionRequest : WriteRequest, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>See <see cref="SessionOp"/>.</summary>
    public string Op { get; init; } = "";

    /// <summary>The session, or only its ID to end it.</summary>
    public Session Session { get; init; } = Session.Empty;
}
