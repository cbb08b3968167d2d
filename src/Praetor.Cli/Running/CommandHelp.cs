using System.Text;
using Praetor.Foundation.Flags;

namespace Praetor.Cli.Running;

/// <summary>Lays out help texts: the usage line, what the command does, and the flags in sections.</summary>
internal static class CommandHelp
{
    /// <summary>The help of a command with flags.</summary>
    public static string Of(
        string usage,
        string description,
        IEnumerable<(string Title, IEnumerable<GoFlag> Flags)> sections
    )
    {
        var text = new StringBuilder($"Usage: {usage}\n\n{Indent(description)}\n");
        foreach (var (title, flags) in sections.Where(section => section.Flags.Any()))
        {
            text.Append('\n').Append(GoFlagUsage.Describe(title, flags).TrimEnd('\n')).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Every line moved right by two, which is how Consul sets running text.</summary>
    public static string Indent(string text) =>
        "  "
        + text.ReplaceLineEndings("\n")
            .Replace("\n", "\n  ", StringComparison.Ordinal)
            .Replace("\n  \n", "\n\n", StringComparison.Ordinal);
}
