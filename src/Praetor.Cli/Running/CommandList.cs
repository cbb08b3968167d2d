using System.Text;

namespace Praetor.Cli.Running;

/// <summary>Lists commands with a line about each.</summary>
internal static class CommandList
{
    /// <summary>One line per command, the synopses below each other.</summary>
    /// <param name="skip">How many characters of the names are left out: those of the group.</param>
    public static string Of(IEnumerable<CommandEntry> entries, int skip)
    {
        var list = entries.ToList();
        var width = list.Select(entry => entry.Name.Length - skip).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        foreach (var entry in list)
        {
            text.Append("    ").Append(entry.Name[skip..].PadRight(width)).Append("    ").Append(entry.Synopsis);
            text.Append('\n');
        }

        return text.ToString();
    }
}
