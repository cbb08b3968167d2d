using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;

namespace Praetor.Gossip.Pool;

/// <summary>Who waits for what the core will tell later. The pool's loop alone.</summary>
internal sealed class PoolCompletions
{
    private readonly Dictionary<long, TaskCompletionSource<string?>> _joins = [];
    private readonly Dictionary<long, PendingQuery> _queries = [];
    private readonly List<TaskCompletionSource<string?>> _leavers = [];

    public void Add(long join, TaskCompletionSource<string?> done) => _joins.Add(join, done);

    public void Add(long query, PendingQuery pending) => _queries.Add(query, pending);

    public void Add(TaskCompletionSource<string?> left) => _leavers.Add(left);

    /// <summary>A join came to its end.</summary>
    public void Joined(JoinEnd end)
    {
        if (_joins.Remove(end.Request, out var done))
        {
            done.TrySetResult(end.Error);
        }
    }

    /// <summary>The member has left.</summary>
    public void Left()
    {
        foreach (var left in _leavers)
        {
            left.TrySetResult(null);
        }

        _leavers.Clear();
    }

    /// <summary>A question was not asked.</summary>
    public void Refuse(long query, string refusal)
    {
        if (_queries.Remove(query, out var pending))
        {
            pending.End(refusal);
        }
    }

    /// <summary>Takes an event that belongs to a question of ours; false for any other.</summary>
    public bool TryTake(SerfEvent happened)
    {
        switch (happened)
        {
            case SerfEvent.Acknowledged ack:
                _queries.GetValueOrDefault(ack.Request)?.Acks.Add(ack.From);
                return true;
            case SerfEvent.Answered answer:
                if (_queries.GetValueOrDefault(answer.Request)?.Take(answer) == true)
                {
                    _queries.Remove(answer.Request);
                }

                return true;
            case SerfEvent.QueryEnded ended:
                if (_queries.Remove(ended.Request, out var over))
                {
                    over.End(error: null);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Nobody will be answered any more.</summary>
    public void CancelAll()
    {
        foreach (var join in _joins.Values)
        {
            join.TrySetCanceled();
        }

        foreach (var query in _queries.Values)
        {
            query.Cancel();
        }

        foreach (var left in _leavers)
        {
            left.TrySetCanceled();
        }
    }
}

/// <summary>A question of ours under way. What it holds is bounded by the members there are.</summary>
internal sealed class PendingQuery(int members, bool endsWithLastAnswer, TaskCompletionSource<QueryResult> done)
{
    private readonly List<KeyValuePair<string, byte[]?>> _answers = [];

    public List<string> Acks { get; } = [];

    /// <summary>Takes an answer; true if it was the last that counts.</summary>
    public bool Take(SerfEvent.Answered answer)
    {
        _answers.Add(KeyValuePair.Create(answer.From, answer.Payload));
        if (!endsWithLastAnswer || _answers.Count < members)
        {
            return false;
        }

        End(error: null);
        return true;
    }

    public void End(string? error) => done.TrySetResult(new QueryResult(error, members, Acks, _answers));

    public void Cancel() => done.TrySetCanceled();
}
