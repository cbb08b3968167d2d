using Praetor.Foundation.Text;
using Praetor.Model.Transactions;

namespace Praetor.State.Transactions;

/// <summary>
/// Goes through the operations of one transaction. All are tried, so that all that is wrong with it can be told; if
/// anything is, nothing of it counts.
/// </summary>
/// <param name="view">What is read: with writes, it shows them.</param>
/// <param name="writes">What is written to; null for a transaction that only reads.</param>
internal sealed class TxnRun(StateSnapshot view, StateTransaction? writes)
{
    private readonly List<TxnResult> _results = [];
    private readonly List<TxnError> _errors = [];
    private int _operation;

    /// <summary>What is read.</summary>
    public StateSnapshot View => view;

    /// <summary>What is written to; null for a transaction that only reads.</summary>
    public StateTransaction? Writes => writes;

    /// <summary>Does all operations. An answer with errors has no results, and its writes must be forgotten.</summary>
    public TxnResponse Run(IReadOnlyList<TxnOp> operations)
    {
        for (_operation = 0; _operation < operations.Count; _operation++)
        {
            Run(operations[_operation]);
        }

        return _errors.Count > 0 ? new TxnResponse { Errors = _errors } : new TxnResponse { Results = _results };
    }

    /// <summary>Adds to the answer.</summary>
    public void Add(TxnResult result) => _results.Add(result);

    /// <summary>Says what is wrong with the present operation.</summary>
    public void Fail(string what) => _errors.Add(new TxnError { OpIndex = _operation, What = what });

    /// <summary>Says that there is no such operation.</summary>
    public void FailUnknown(string kind, string verb) => Fail($"unknown {kind} verb {GoQuote.Quote(verb)}");

    /// <summary>Whether the write was done; otherwise says why not.</summary>
    public bool Check(WriteOutcome outcome, string notDone)
    {
        if (!outcome.IsDone)
        {
            Fail(outcome.Refusal ?? notDone);
        }

        return outcome.IsDone;
    }

    private void Run(TxnOp operation)
    {
        if (operation.KV is { } kv)
        {
            TxnKv.Run(this, kv);
        }
        else if (operation.Node is { } node)
        {
            TxnCatalog.Run(this, node);
        }
        else if (operation.Service is { } service)
        {
            TxnCatalog.Run(this, service);
        }
        else if (operation.Check is { } check)
        {
            TxnCatalog.Run(this, check);
        }
        else if (operation.Session is { } session)
        {
            RunSession(session);
        }
        else
        {
            Fail("no operation specified");
        }
    }

    private void RunSession(TxnSessionOp operation)
    {
        if (operation.Verb == TxnVerb.Delete && writes is not null)
        {
            writes.SessionDestroy(operation.Session.ID);
        }
        else
        {
            FailUnknown("Session", operation.Verb);
        }
    }
}
