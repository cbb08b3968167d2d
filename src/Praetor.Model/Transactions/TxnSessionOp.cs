using Praetor.Foundation.Wire;
using Praetor.Model.Sessions;

namespace Praetor.Model.Transactions;

/// <summary>An operation on a session.</summary>
[WireRecord]
public sealed partial record TxnSessionOp
{
    /// <summary>Always <c>delete</c>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The session.</summary>
    public Session Session { get; init; } = Session.Empty;
}
