namespace Praetor.Foundation.Wire;

/// <summary>Compares lists, maps and untyped trees by what they hold; null and empty differ, as they do in Go.</summary>
public static class ContentEquality
{
    /// <summary>Whether two lists hold the same elements in the same order.</summary>
    public static bool Lists<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right, Func<T, T, bool> same)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is null || right is null || left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!same(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two maps hold the same pairs.</summary>
    public static bool Maps<T>(
        IReadOnlyDictionary<string, T>? left,
        IReadOnlyDictionary<string, T>? right,
        Func<T, T, bool> same
    )
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is null || right is null || left.Count != right.Count)
        {
            return false;
        }

        foreach (var (key, value) in left)
        {
            if (!right.TryGetValue(key, out var other) || !same(value, other))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two byte arrays hold the same bytes.</summary>
    public static bool Bytes(byte[]? left, byte[]? right) =>
        left is null || right is null ? left is null && right is null : left.AsSpan().SequenceEqual(right);

    /// <summary>Whether two trees without a declared type hold the same.</summary>
    public static bool Dynamic(object? left, object? right) =>
        (left, right) switch
        {
            (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) => Maps(a, b, Dynamic),
            (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => Lists(a, b, Dynamic),
            _ => Equals(left, right),
        };
}
