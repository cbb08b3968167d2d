using Praetor.Gossip.Serf;

namespace Praetor.Gossip.Pool;

/// <summary>What to do with the pool's keys.</summary>
public enum KeyOperation
{
    /// <summary>Tell which there are.</summary>
    List,

    /// <summary>Add one that opens.</summary>
    Install,

    /// <summary>Seal with an installed one from now on.</summary>
    Use,

    /// <summary>Remove one that does not seal.</summary>
    Remove,
}

/// <summary>What the members said to an operation on keys.</summary>
public sealed record KeyringResult
{
    /// <summary>Why it did not reach everybody or some refused, in Serf's words; null if all agreed.</summary>
    public string? Error { get; init; }

    /// <summary>Members that were asked.</summary>
    public required int Members { get; init; }

    /// <summary>What members said beside yes, by name.</summary>
    public required IReadOnlyDictionary<string, string> Messages { get; init; }

    /// <summary>How many members have a key, by its base64.</summary>
    public required IReadOnlyDictionary<string, int> Keys { get; init; }

    /// <summary>How many members seal with a key, by its base64.</summary>
    public required IReadOnlyDictionary<string, int> PrimaryKeys { get; init; }

    /// <summary>The name of the query that asks for it, which its payload repeats nowhere.</summary>
    internal static string QueryOf(KeyOperation operation) =>
        operation switch
        {
            KeyOperation.List => InternalQueries.ListKeys,
            KeyOperation.Install => InternalQueries.InstallKey,
            KeyOperation.Use => InternalQueries.UseKey,
            _ => InternalQueries.RemoveKey,
        };

    /// <summary>Adds up what members answered.</summary>
    internal static KeyringResult Of(QueryResult result)
    {
        var messages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var keys = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var primaries = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var refused = 0;
        foreach (var (member, payload) in result.Answers)
        {
            if (SerfReader.TryDecode(payload) is not SerfMessage.KeyResponse response)
            {
                messages[member] = "Failed to decode key response";
                refused++;
                continue;
            }

            refused += response.IsDone ? 0 : 1;
            if (response.Text.Length > 0)
            {
                messages[member] = response.Text;
            }

            foreach (var key in response.Keys ?? [])
            {
                keys[key] = keys.GetValueOrDefault(key) + 1;
            }

            if (response.PrimaryKey.Length > 0)
            {
                primaries[response.PrimaryKey] = primaries.GetValueOrDefault(response.PrimaryKey) + 1;
            }
        }

        return new KeyringResult
        {
            Error = ErrorOf(result, refused),
            Members = result.Members,
            Messages = messages,
            Keys = keys,
            PrimaryKeys = primaries,
        };
    }

    private static string? ErrorOf(QueryResult result, int refused)
    {
        if (result.Error is { } error)
        {
            return error;
        }

        if (refused > 0)
        {
            return $"{refused}/{result.Members} nodes reported failure";
        }

        return result.Answers.Count != result.Members
            ? $"{result.Answers.Count}/{result.Members} nodes reported success"
            : null;
    }
}
