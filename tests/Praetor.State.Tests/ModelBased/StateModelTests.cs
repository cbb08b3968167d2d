using System.Text;
using CsCheck;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Kv;
using Praetor.Model.Sessions;
using Praetor.State.Watches;
using Xunit;

namespace Praetor.State.Tests.ModelBased;

/// <summary>
/// Goal: the store does what the naive state does. Method: random logs are applied to both. After each entry the
/// outcome, every answer and every index are compared, and for every query someone waits: it must have woken exactly if
/// its answer is another one, or if the index that is its own moved.
/// </summary>
public sealed class StateModelTests
{
    [Fact]
    public void The_store_answers_and_wakes_as_the_naive_state_says() =>
        Command.Logs.Sample(log => Run(log), iter: 150, print: log => string.Join("\n", log.AsEnumerable()));

    private static void Run(Command[] log)
    {
        var queries = Query.All();
        var store = new StateStore();
        var naive = new NaiveState();
        var index = 0UL;
        foreach (var command in log)
        {
            index++;
            var snapshot = store.Snapshot();
            var watches = queries.ConvertAll(_ => new WatchSet());
            var before = queries.Select((query, place) => query.Store(snapshot, watches[place])).ToList();
            // Every second one waits only after the change: it must not miss it.
            WakesAtOnce(watches, 0);
            var ownBefore = queries.ConvertAll(query => query.Own(naive));
            naive = ApplyToBoth(command, index, store, naive);
            WakesAtOnce(watches, 1);
            var now = store.Snapshot();
            var after = queries.ConvertAll(query => query.Store(now, null));
            for (var place = 0; place < queries.Count; place++)
            {
                var name = $"{queries[place].Name} at {index}";
                Assert.Equal((name, queries[place].Naive(naive)), (name, after[place]));
                var isToWake = before[place].Text != after[place].Text || ownBefore[place] != queries[place].Own(naive);
                Assert.Equal((name, isToWake), (name, watches[place].Changed.IsCompleted));
                watches[place].Dispose();
            }

            Assert.Equal(0, store.WatchCount);
        }
    }

    private static void WakesAtOnce(List<WatchSet> watches, int parity)
    {
        for (var place = parity; place < watches.Count; place += 2)
        {
            _ = watches[place].Changed;
        }
    }

    private static NaiveState ApplyToBoth(Command command, ulong index, StateStore store, NaiveState naive)
    {
        var next = naive.Copy();
        var commands = new NaiveCommands(next, index);
        var expected = commands.Apply(command);
        using var transaction = store.Begin(index);
        var outcome = Apply(command, transaction);
        Assert.Equal(expected, (outcome.IsDone, outcome.Refusal));
        if (outcome.IsRefused)
        {
            return naive;
        }

        Assert.Equal(
            commands.LockDelays.Order(StringComparer.Ordinal),
            transaction
                .LockDelays.Select(delay => $"{delay.Key} {delay.Delay.ToTimeSpan().TotalSeconds}")
                .Order(StringComparer.Ordinal)
        );
        transaction.Commit();
        next.MoveIndexes(naive, index);
        return next;
    }

    private static WriteOutcome Apply(Command command, StateTransaction transaction)
    {
        switch (command)
        {
            case Register register:
                return transaction.EnsureRegistration(RequestOf(register));
            case Deregister of:
                transaction.Deregister(
                    new DeregisterRequest
                    {
                        Node = of.Node,
                        ServiceID = of.ServiceId,
                        CheckID = of.CheckId,
                    }
                );
                return WriteOutcome.Done;
            case SessionCreate create:
                return transaction.SessionCreate(SessionOf(create));
            case SessionDestroy destroy:
                transaction.SessionDestroy(destroy.Id);
                return WriteOutcome.Done;
            case Locate locate:
                transaction.UpdateCoordinates([
                    PlaceOf(locate.Node, locate.Segment, locate),
                    PlaceOf(locate.Second, "", locate),
                ]);
                return WriteOutcome.Done;
            case Reap reap:
                transaction.ReapTombstones(transaction.Index - Math.Min(reap.Age, transaction.Index));
                return WriteOutcome.Done;
            default:
                return Apply((KvWrite)command, transaction);
        }
    }

    private static WriteOutcome Apply(KvWrite write, StateTransaction transaction)
    {
        var entry = new DirEntry
        {
            Key = write.Key,
            Value = Encoding.UTF8.GetBytes(write.Value),
            Session = write.Session,
        };
        var guess = write.Guess switch
        {
            0 => 0UL,
            1 => transaction.View.KvGet(null, write.Key).Value?.ModifyIndex ?? 0,
            _ => 1_000_000UL,
        };
        switch (write.Verb)
        {
            case KvVerb.Cas:
                return transaction.KvSetIfUnchanged(entry, guess);
            case KvVerb.DeleteCas:
                return transaction.KvDeleteIfUnchanged(write.Key, guess);
            case KvVerb.Lock or KvVerb.LockAgain:
                return transaction.KvLock(entry);
            case KvVerb.Unlock:
                return transaction.KvUnlock(entry);
            case KvVerb.Delete:
                transaction.KvDelete(write.Key);
                return WriteOutcome.Done;
            case KvVerb.DeleteTree:
                transaction.KvDeleteTree(write.Key);
                return WriteOutcome.Done;
            default:
                transaction.KvSet(entry);
                return WriteOutcome.Done;
        }
    }

    private static RegisterRequest RequestOf(Register register) =>
        new()
        {
            Node = register.Node,
            ID = register.Id,
            Address = register.Address,
            SkipNodeUpdate = register.SkipNodeUpdate,
            Service = register.Service is { } service
                ? new NodeService
                {
                    ID = service.Id,
                    Service = service.Name,
                    Port = service.Port,
                }
                : null,
            Check = register.Check is { } check
                ? new HealthCheck
                {
                    CheckID = check.Id,
                    Status = check.Status,
                    ServiceID = check.ServiceId,
                }
                : null,
        };

    private static Coordinate PlaceOf(string node, string segment, Locate locate) =>
        new()
        {
            Node = node,
            Segment = segment,
            Coord = new NetworkCoordinate { Height = locate.Milliseconds },
        };

    private static Session SessionOf(SessionCreate create) =>
        new()
        {
            ID = create.Id,
            Node = create.Node,
            NodeChecks = create.Check.Length == 0 ? null : [create.Check],
            Behavior = create.Deletes ? SessionBehavior.Delete : SessionBehavior.Release,
            LockDelay = GoDuration.FromSeconds(create.DelaySeconds),
        };
}
