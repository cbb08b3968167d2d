using System.Globalization;
using System.Text;

namespace Praetor.Agent.Checks;

/// <summary>Keeps what checks say within bounds.</summary>
public static class CheckOutput
{
    /// <summary>The text, or its beginning with a note of how much there was.</summary>
    /// <param name="output">What the check said.</param>
    /// <param name="bytesMax">The most bytes to keep of it.</param>
    public static string Shorten(string output, int bytesMax)
    {
        var total = Encoding.UTF8.GetByteCount(output);
        return total <= bytesMax
            ? output
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Beginning(output, bytesMax)} ... (captured {bytesMax} of {total} bytes)"
            );
    }

    /// <summary>As much of the beginning as fits, with no character halved.</summary>
    private static string Beginning(string output, int bytesMax)
    {
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in output.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > bytesMax)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}
