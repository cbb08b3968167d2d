namespace Praetor.Foundation.Text;

/// <summary>A counted repetition: <c>{2}</c>, <c>{2,}</c>, <c>{2,3}</c>; and where it ends.</summary>
internal readonly record struct Re2Count(int Min, int? Max, int End)
{
    /// <summary>More than any count that is allowed, and far from what a number can hold.</summary>
    private const int CountMax = 100_000;

    /// <summary>The count that begins there; what is not of its form is a brace that stands for itself.</summary>
    public static Re2Count? TryRead(string text, int from)
    {
        var at = from + 1;
        if (TryReadNumber(text, ref at) is not { } min)
        {
            return null;
        }

        int? max = min;
        if (at < text.Length && text[at] == ',')
        {
            at++;
            max = TryReadNumber(text, ref at);
        }

        return at < text.Length && text[at] == '}' ? new Re2Count(min, max, at + 1) : null;
    }

    private static int? TryReadNumber(string text, ref int at)
    {
        var begin = at;
        var value = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            value = Math.Min((value * 10) + text[at] - '0', CountMax);
        }

        // A number that begins with 0 is none.
        if (at == begin || (text[begin] == '0' && at > begin + 1))
        {
            at = begin;
            return null;
        }

        return value;
    }
}
