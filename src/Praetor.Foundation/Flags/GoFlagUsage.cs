using System.Text;

namespace Praetor.Foundation.Flags;

/// <summary>Writes the help text of flags as Consul lays it out: name and value on a line, the wrapped sentences below.</summary>
public static class GoFlagUsage
{
    private const int LineLengthMax = 80;
    private const string Indentation = "     ";

    /// <summary>A titled block for the flags given, ordered by name.</summary>
    public static string Describe(string title, IEnumerable<GoFlag> flags)
    {
        var text = new StringBuilder(title).Append("\n\n");
        foreach (var flag in flags.OrderBy(flag => flag.Name, StringComparer.Ordinal))
        {
            var (kind, help) = Unquote(flag);
            text.Append("  -").Append(flag.Name);
            if (kind.Length > 0)
            {
                text.Append("=<").Append(kind).Append('>');
            }

            text.Append('\n');
            AppendWrapped(text, help);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A word in backquotes in the help names the value; the quotes do not show.</summary>
    private static (string Kind, string Help) Unquote(GoFlag flag)
    {
        var parts = flag.Help.Split('`', 3);
        return parts.Length < 3 ? (flag.Kind, flag.Help) : (parts[1], string.Concat(parts));
    }

    private static void AppendWrapped(StringBuilder text, string help)
    {
        var column = 0;
        foreach (var word in help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > LineLengthMax)
            {
                text.Append('\n');
                column = 0;
            }

            text.Append(column == 0 ? Indentation : " ").Append(word);
            column += (column == 0 ? Indentation.Length : 1) + word.Length;
        }

        text.Append('\n');
    }
}
