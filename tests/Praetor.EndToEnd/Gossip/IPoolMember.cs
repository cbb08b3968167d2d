namespace Praetor.EndToEnd.Gossip;

/// <summary>Whose program a member is.</summary>
public enum Kind
{
    /// <summary>Praetor's pool, in tests/Praetor.PoolMember.</summary>
    Own,

    /// <summary>Debian's serf.</summary>
    Serf,
}

/// <summary>A member of a pool in a process of its own, and what is asked of both kinds alike.</summary>
internal interface IPoolMember : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Where it listens: address:port.</summary>
    string Address { get; }

    /// <summary>What was told to whoever takes its events: <c>user NAME PAYLOAD</c> and <c>query NAME PAYLOAD</c>.</summary>
    IReadOnlyList<string> Happened { get; }

    /// <summary>What it logged.</summary>
    string Log { get; }

    /// <summary>Starts it, for the first time or again with the same flags, and waits until it answers.</summary>
    Task StartAsync();

    /// <summary>kill -9.</summary>
    Task KillAsync();

    /// <summary>Everybody as this member sees them, by name.</summary>
    Task<SortedDictionary<string, SeenMember>> MembersAsync();

    Task JoinAsync(string address);

    /// <summary>Leaves, and ends.</summary>
    Task LeaveAsync();

    Task ForceLeaveAsync(string name, bool prunes);

    Task FireAsync(string name, string payload);

    Task<SeenAnswers> QueryAsync(Question question);

    /// <summary>Sets a tag, and takes the others away where the member's program does so.</summary>
    Task SetTagAsync(string name, string value);

    Task<SeenKeys> ChangeKeysAsync(KeyChange change, string key);

    /// <summary>The estimate of the time between two members, in seconds; null while it has none.</summary>
    Task<double?> RoundTripAsync(string one, string other);
}

/// <summary>A member as another sees it.</summary>
internal sealed record SeenMember(string Status, string Address, IReadOnlyDictionary<string, string> Tags);

/// <summary>A question to a pool.</summary>
internal sealed record Question(string Name, string Payload)
{
    public int Relays { get; init; }

    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Each <c>key=regex</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>What came of a question: the names of both, in order, and what was answered.</summary>
internal sealed record SeenAnswers(IReadOnlyList<string> Acks, SortedDictionary<string, string> Answers);

/// <summary>What to do with keys.</summary>
internal enum KeyChange
{
    List,
    Install,
    Use,
    Remove,
}

/// <summary>How many members have each key. The error is empty if all agreed.</summary>
internal sealed record SeenKeys(string Error, SortedDictionary<string, int> Members);
