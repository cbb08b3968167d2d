using Praetor.Foundation.Wire;

namespace Praetor.Model.Rpc;

/// <summary>A reply that says nothing but that it was done.</summary>
[WireRecord]
public sealed partial record EmptyReply;
