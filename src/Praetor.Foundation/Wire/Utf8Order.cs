namespace Praetor.Foundation.Wire;

/// <summary>
/// The order of texts by their UTF-8 bytes, which is Go's. It differs from .NET's ordinal order where a surrogate
/// meets U+E000 to U+FFFF.
/// </summary>
public static class Utf8Order
{
    /// <summary>The order as a comparer.</summary>
    public static readonly IComparer<string> Comparer = Comparer<string>.Create(Compare);

    /// <summary>Negative if <paramref name="left"/> comes first.</summary>
    public static int Compare(string? left, string? right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (left is null || right is null || common == left.Length || common == right.Length)
        {
            return (left?.Length ?? 0) - (right?.Length ?? 0);
        }

        return Rank(left[common]) - Rank(right[common]);
    }

    // Surrogates stand for what comes after all of the basic plane.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
