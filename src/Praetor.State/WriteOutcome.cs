using System.Diagnostics.CodeAnalysis;

namespace Praetor.State;

/// <summary>How a write ended: done, not done because its condition did not hold, or refused with Consul's words.</summary>
public readonly record struct WriteOutcome
{
    private WriteOutcome(bool isDone, string? refusal)
    {
        IsDone = isDone;
        Refusal = refusal;
    }

    /// <summary>It was written, or there was nothing to write.</summary>
    public static WriteOutcome Done { get; } = new(true, null);

    /// <summary>A condition of the write, such as an index or a lock, did not hold: Consul answers <c>false</c>.</summary>
    public static WriteOutcome NotDone { get; }

    /// <summary>Whether it was written.</summary>
    public bool IsDone { get; }

    /// <summary>Whether the request itself was wrong. The transaction must be given up: it may have written a part.</summary>
    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    /// <summary>Consul's text; null unless refused.</summary>
    public string? Refusal { get; }

    /// <summary>The request was wrong.</summary>
    public static WriteOutcome Refused(string text) => new(false, text);

    /// <summary>Done if the condition held.</summary>
    public static WriteOutcome If(bool condition) => condition ? Done : NotDone;

    /// <summary>The same with more words in front of a refusal.</summary>
    public WriteOutcome Within(string context) => IsRefused ? Refused($"{context}: {Refusal}") : this;
}
