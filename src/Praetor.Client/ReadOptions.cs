using System.Globalization;
using Praetor.Client.Asking;

namespace Praetor.Client;

/// <summary>How something is to be read. Empty texts and zeros stand for what the agent does by itself.</summary>
public sealed record ReadOptions
{
    /// <summary>The datacenter to read from.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Whether any server may answer, even one that lags behind.</summary>
    public bool AllowStale { get; init; }

    /// <summary>Whether the leader must make sure that it still is the leader first.</summary>
    public bool RequireConsistent { get; init; }

    /// <summary>Waits for something newer than this index; 0 answers at once.</summary>
    public ulong WaitIndex { get; init; }

    /// <summary>For how long.</summary>
    public TimeSpan WaitTime { get; init; }

    /// <summary>The node by whose distance the answer is ordered.</summary>
    public string Near { get; init; } = "";

    /// <summary>The pairs that nodes must have.</summary>
    public IReadOnlyDictionary<string, string>? NodeMeta { get; init; }

    /// <summary>The filter expression.</summary>
    public string Filter { get; init; } = "";

    internal void AddTo(ApiRequest request)
    {
        request
            .WithAny("dc", Datacenter)
            .WithIf(AllowStale, "stale")
            .WithIf(RequireConsistent, "consistent")
            .WithAny("near", Near)
            .WithAny("filter", Filter)
            .WithIf(WaitIndex > 0, "index", WaitIndex.ToString(CultureInfo.InvariantCulture))
            .WithIf(
                WaitTime > TimeSpan.Zero,
                "wait",
                string.Create(CultureInfo.InvariantCulture, $"{(long)WaitTime.TotalMilliseconds}ms")
            );
        foreach (var (name, value) in NodeMeta ?? new SortedList<string, string>())
        {
            request.With("node-meta", $"{name}:{value}");
        }
    }
}

/// <summary>What was read, and when it last changed.</summary>
/// <param name="Value">What was read.</param>
/// <param name="Index">The Raft index of the last change: waiting for more goes from here. 0 where the agent gives none.</param>
public readonly record struct ReadAnswer<T>(T Value, ulong Index);
