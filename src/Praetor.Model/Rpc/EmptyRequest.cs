using Praetor.Foundation.Wire;

namespace Praetor.Model.Rpc;

/// <summary>A request that says nothing.</summary>
[WireRecord]
public sealed partial record EmptyRequest : IServerRequest
{
    /// <inheritdoc/>
    string IServerRequest.Token => "";
}
