using Praetor.Model.Catalog;
using Praetor.Model.Kv;
using Praetor.Model.Sessions;

namespace Praetor.State.Tests;

/// <summary>Applies entries the short way, with the index that follows.</summary>
internal sealed class StateStoreTesting
{
    public StateStore Store { get; } = new();

    /// <summary>The index of the last entry.</summary>
    public ulong Index { get; private set; }

    public StateSnapshot Now => Store.Snapshot();

    /// <summary>What the last entry said about locks.</summary>
    public IReadOnlyList<LockDelay> LockDelays { get; private set; } = [];

    public WriteOutcome Apply(Func<StateTransaction, WriteOutcome> entry)
    {
        using var transaction = Store.Begin(++Index);
        var outcome = entry(transaction);
        if (!outcome.IsRefused)
        {
            transaction.Commit();
        }

        LockDelays = transaction.LockDelays;
        return outcome;
    }

    public void Apply(Action<StateTransaction> entry) =>
        Apply(transaction =>
        {
            entry(transaction);
            return WriteOutcome.Done;
        });

    public void Set(string key, string value = "v") => Apply(transaction => _ = transaction.KvSet(Entry(key, value)));

    public static DirEntry Entry(string key, string value = "v", string session = "") =>
        new()
        {
            Key = key,
            Value = System.Text.Encoding.UTF8.GetBytes(value),
            Session = session,
        };

    public WriteOutcome Register(
        string node,
        string? service = null,
        string? id = null,
        string? check = null,
        string status = HealthStatus.Passing
    ) =>
        Apply(transaction =>
            transaction.EnsureRegistration(
                new RegisterRequest
                {
                    Node = node,
                    Address = "10.0.0.1",
                    // What a node registers about itself is not repeated here, and stays.
                    SkipNodeUpdate = true,
                    Service = service is null ? null : new NodeService { Service = service, ID = id ?? service },
                    Check = check is null
                        ? null
                        : new HealthCheck
                        {
                            CheckID = check,
                            Status = status,
                            ServiceID = service is null ? "" : id ?? service,
                        },
                }
            )
        );

    public WriteOutcome CreateSession(string id, string node, params string[] checks) =>
        Apply(transaction =>
            transaction.SessionCreate(
                new Session
                {
                    ID = id,
                    Node = node,
                    NodeChecks = checks,
                }
            )
        );
}
