namespace Praetor.Cli.Running;

/// <summary>One command of the program.</summary>
/// <param name="Name">The words that name it: <c>kv get</c>.</param>
/// <param name="Synopsis">One line about it, for lists of commands.</param>
/// <param name="Make">Makes it for one run.</param>
public sealed record CommandEntry(string Name, string Synopsis, Func<ICommand> Make);

/// <summary>The commands there are, by name.</summary>
public sealed class CommandTable
{
    private readonly SortedList<string, CommandEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>A table of the given commands; their names differ.</summary>
    public CommandTable(IEnumerable<CommandEntry> entries)
    {
        foreach (var entry in entries)
        {
            _entries.Add(entry.Name, entry);
        }
    }

    /// <summary>The command that the most words at the front of a line name, and how many those are; null for none.</summary>
    public (CommandEntry Entry, int Words)? Find(IReadOnlyList<string> words)
    {
        // No name has more than three words.
        for (var count = Math.Min(words.Count, 3); count > 0; count--)
        {
            if (_entries.TryGetValue(string.Join(' ', words.Take(count)), out var entry))
            {
                return (entry, count);
            }
        }

        return null;
    }

    /// <summary>The commands right below a group, or those at the top for an empty name, in the order of their names.</summary>
    public IEnumerable<CommandEntry> Below(string group)
    {
        var prefix = group.Length == 0 ? "" : group + " ";
        return _entries.Values.Where(entry =>
            entry.Name.StartsWith(prefix, StringComparison.Ordinal) && entry.Name.IndexOf(' ', prefix.Length) < 0
        );
    }
}
