using Praetor.Foundation.Wire;

namespace Praetor.Model.Transactions;

/// <summary>One operation: exactly one of the members is there.</summary>
[WireRecord]
public sealed partial record TxnOp
{
    /// <summary>On a key.</summary>
    public TxnKvOp? KV { get; init; }

    /// <summary>On a node.</summary>
    public TxnNodeOp? Node { get; init; }

    /// <summary>On an instance.</summary>
    public TxnServiceOp? Service { get; init; }

    /// <summary>On a check.</summary>
    public TxnCheckOp? Check { get; init; }

    /// <summary>On a session; only servers send it.</summary>
    public TxnSessionOp? Session { get; init; }

    /// <summary>On an intention; no client sends it any more.</summary>
    public object? Intention { get; init; }
}
