using System.Text;

namespace Praetor.Cli.Output;

/// <summary>Lays out a table: every column as wide as its widest cell, two blanks between columns, none at a line's end.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    /// <summary>The table, every row with a line end.</summary>
    /// <param name="rows">The header first; all have the same number of cells.</param>
    public static string Of(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = new int[rows.Max(row => row.Count)];
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Count; column++)
            {
                widths[column] = Math.Max(widths[column], Width(row[column]));
            }
        }

        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Count; column++)
            {
                text.Append(column == 0 ? "" : Gap).Append(row[column]);
                if (column < row.Count - 1)
                {
                    text.Append(' ', widths[column] - Width(row[column]));
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Characters, not UTF-16 units: node names may be any.</summary>
    private static int Width(string cell) => cell.EnumerateRunes().Count();
}
