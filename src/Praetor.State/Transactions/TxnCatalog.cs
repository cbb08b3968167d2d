using Praetor.Foundation.Text;
using Praetor.Model.Transactions;

namespace Praetor.State.Transactions;

/// <summary>The operations on nodes, services and checks, with Consul's words for what fails.</summary>
internal static class TxnCatalog
{
    public static void Run(TxnRun run, TxnNodeOp operation)
    {
        var node = operation.Node;
        var what = $"node {GoQuote.Quote(node.Name)}";
        Run(
            run,
            new Operation
            {
                Kind = "Node",
                Verb = operation.Verb,
                What = what,
                Get = () => run.View.FindNode(node) is { } found ? new TxnResult { Node = found } : null,
                Set = writes => writes.EnsureNode(node),
                SetIfUnchanged = writes => writes.EnsureNodeIfUnchanged(node, node.ModifyIndex),
                Delete = writes => writes.DeleteNode(node.Name),
                DeleteIfUnchanged = writes => writes.DeleteNodeIfUnchanged(node.Name, node.ModifyIndex),
            }
        );
    }

    public static void Run(TxnRun run, TxnServiceOp operation)
    {
        var (node, service) = (operation.Node, operation.Service);
        Run(
            run,
            new Operation
            {
                Kind = "Service",
                Verb = operation.Verb,
                What = $"service {GoQuote.Quote(service.ID)} on node {GoQuote.Quote(node)}",
                Get = () =>
                    run.View.FindService(node, service.ID) is { } found ? new TxnResult { Service = found } : null,
                Set = writes => writes.EnsureService(node, service),
                SetIfUnchanged = writes => writes.EnsureServiceIfUnchanged(node, service, service.ModifyIndex),
                Delete = writes => writes.DeleteService(node, service.ID),
                DeleteIfUnchanged = writes => writes.DeleteServiceIfUnchanged(node, service.ID, service.ModifyIndex),
            }
        );
    }

    public static void Run(TxnRun run, TxnCheckOp operation)
    {
        var check = operation.Check;
        Run(
            run,
            new Operation
            {
                Kind = "Check",
                Verb = operation.Verb,
                What = $"check {GoQuote.Quote(check.CheckID)} on node {GoQuote.Quote(check.Node)}",
                Get = () =>
                    run.View.FindCheck(check.Node, check.CheckID) is { } found ? new TxnResult { Check = found } : null,
                Set = writes => writes.EnsureCheck(check),
                SetIfUnchanged = writes => writes.EnsureCheckIfUnchanged(check, check.ModifyIndex),
                Delete = writes => writes.DeleteCheck(check.Node, check.CheckID),
                DeleteIfUnchanged = writes =>
                    writes.DeleteCheckIfUnchanged(check.Node, check.CheckID, check.ModifyIndex),
            }
        );
    }

    private static void Run(TxnRun run, Operation operation)
    {
        switch (operation.Verb)
        {
            case TxnVerb.Get:
                AddPresent(run, operation, missing: $"{operation.What} doesn't exist");
                break;
            case TxnVerb.Set when run.Writes is { } writes:
                if (run.Check(operation.Set(writes), notDone: ""))
                {
                    AddPresent(run, operation, missing: $"{operation.What} doesn't exist");
                }

                break;
            case TxnVerb.Cas when run.Writes is { } writes:
                if (run.Check(operation.SetIfUnchanged(writes), $"failed to set {operation.What}, index is stale"))
                {
                    AddPresent(run, operation, missing: $"{operation.What} doesn't exist");
                }

                break;
            case TxnVerb.Delete when run.Writes is { } writes:
                operation.Delete(writes);
                break;
            case TxnVerb.DeleteCas when run.Writes is { } writes:
                run.Check(operation.DeleteIfUnchanged(writes), $"failed to delete {operation.What}, index is stale");
                break;
            default:
                run.FailUnknown(operation.Kind, operation.Verb);
                break;
        }
    }

    private static void AddPresent(TxnRun run, Operation operation, string missing)
    {
        if (operation.Get() is { } result)
        {
            run.Add(result);
        }
        else
        {
            run.Fail(missing);
        }
    }

    /// <summary>One of the three kinds of things, with what the five verbs do to it.</summary>
    private sealed record Operation
    {
        public required string Kind { get; init; }
        public required string Verb { get; init; }
        public required string What { get; init; }
        public required Func<TxnResult?> Get { get; init; }
        public required Func<StateTransaction, WriteOutcome> Set { get; init; }
        public required Func<StateTransaction, WriteOutcome> SetIfUnchanged { get; init; }
        public required Action<StateTransaction> Delete { get; init; }
        public required Func<StateTransaction, WriteOutcome> DeleteIfUnchanged { get; init; }
    }
}
