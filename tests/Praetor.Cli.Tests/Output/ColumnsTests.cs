using CsCheck;
using Praetor.Cli.Output;
using Xunit;

namespace Praetor.Cli.Tests.Output;

public sealed class ColumnsTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_two_blanks_apart()
    {
        var table = Columns.Of([
            ["Node", "ID", "DC"],
            ["alpha", "a0000000", "dc1"],
            ["b", "", "dc1"],
        ]);

        Assert.Equal("Node   ID        DC\nalpha  a0000000  dc1\nb                dc1\n", table);
    }

    [Fact]
    public void Characters_outside_the_basic_plane_count_once()
    {
        Assert.Equal(
            "\U0001F600   x\nab  y\n",
            Columns.Of([
                ["\U0001F600", "x"],
                ["ab", "y"],
            ])
        );
    }

    [Fact]
    public void Every_column_begins_at_one_place_in_all_rows()
    {
        var cell = Gen.String[Gen.Char['a', 'z'], 1, 12];
        var table = Gen.Select(cell, cell, cell).Select((a, b, c) => (string[])[a, b, c]).Array[1, 8];
        table.Sample(rows =>
        {
            var lines = Columns.Of(rows).TrimEnd('\n').Split('\n');
            var starts = Starts(rows);
            return lines.Length == rows.Length
                && lines
                    .Zip(rows)
                    .All(pair =>
                        pair.Second.Select((text, column) => (text, column))
                            .All(each =>
                                string.CompareOrdinal(pair.First, starts[each.column], each.text, 0, each.text.Length)
                                == 0
                            )
                    );
        });
    }

    private static int[] Starts(string[][] rows)
    {
        var first = rows.Max(row => row[0].Length) + 2;
        return [0, first, first + rows.Max(row => row[1].Length) + 2];
    }
}
