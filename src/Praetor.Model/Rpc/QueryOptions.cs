using Praetor.Foundation.Text;

namespace Praetor.Model.Rpc;

/// <summary>What every read carries: who asks, how fresh the answer must be, and how long to wait for a change.</summary>
public abstract record QueryOptions : IServerRequest
{
    /// <summary>The secret of who asks; empty for anonymous.</summary>
    public string Token { get; init; } = "";

    /// <summary>Answer only once the index is above this; 0 answers at once.</summary>
    public ulong MinQueryIndex { get; init; }

    /// <summary>How long to wait for that.</summary>
    public GoDuration MaxQueryTime { get; init; }

    /// <summary>Whether any server may answer, not only the leader.</summary>
    public bool AllowStale { get; init; }

    /// <summary>Whether the leader must make sure that it still leads.</summary>
    public bool RequireConsistent { get; init; }

    /// <summary>Whether the agent may answer from its cache.</summary>
    public bool UseCache { get; init; }

    /// <summary>How far behind the leader a stale answer may be; 0 is any.</summary>
    public GoDuration MaxStaleDuration { get; init; }

    /// <summary>How old a cached answer may be; 0 is any.</summary>
    public GoDuration MaxAge { get; init; }

    /// <summary>Whether a cached answer has to be asked for again.</summary>
    public bool MustRevalidate { get; init; }

    /// <summary>How much older a cached answer may be when no server can be reached.</summary>
    public GoDuration StaleIfError { get; init; }

    /// <summary>An expression that elements of the answer must match.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Whether an answer without content will do if nothing changed.</summary>
    public bool AllowNotModifiedResponse { get; init; }
}
