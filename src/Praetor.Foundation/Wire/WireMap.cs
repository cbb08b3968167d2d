using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Praetor.Foundation.Wire;

/// <summary>
/// An immutable map with text keys in byte order: two arrays and a binary search. It is what the codecs read maps
/// into, so that every process enumerates and writes them alike.
/// </summary>
/// <typeparam name="T">What the keys lead to.</typeparam>
[SuppressMessage("Naming", "CA1710", Justification = "The short name stands in every record.")]
public sealed class WireMap<T> : IReadOnlyDictionary<string, T>
{
    /// <summary>No pairs.</summary>
    public static readonly WireMap<T> Empty = new([], []);

    private readonly string[] _keys;
    private readonly T[] _values;

    internal WireMap(string[] keys, T[] values)
    {
        _keys = keys;
        _values = values;
    }

    /// <inheritdoc/>
    public int Count => _keys.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _keys;

    /// <inheritdoc/>
    public IEnumerable<T> Values => _values;

    /// <inheritdoc/>
    public T this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"no pair for {key}");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var index = IndexOf(key);
        value = index < 0 ? default : _values[index];
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            yield return KeyValuePair.Create(_keys[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string key) => Array.BinarySearch(_keys, key, Utf8Order.Comparer);
}

/// <summary>Makes maps.</summary>
public static class WireMap
{
    /// <summary>A map of the given pairs; of pairs with the same key the last one counts, as in Go.</summary>
    public static WireMap<T> From<T>(IEnumerable<KeyValuePair<string, T>> pairs)
    {
        if (pairs is WireMap<T> already)
        {
            return already;
        }

        var array = pairs.ToArray();
        return array.Length == 0
            ? WireMap<T>.Empty
            : FromArrays([.. array.Select(p => p.Key)], [.. array.Select(p => p.Value)]);
    }

    /// <summary>Takes over keys and values, in any order, that nobody will write to again.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="values">What the key at the same place leads to.</param>
    public static WireMap<T> FromArrays<T>(string[] keys, T[] values)
    {
        Invariant.Check(keys.Length == values.Length, "every key has a value");
        if (IsSorted(keys))
        {
            return keys.Length == 0 ? WireMap<T>.Empty : new WireMap<T>(keys, values);
        }

        // Sorted by key and then by place, so that the last of several equal keys is the one that stays.
        var order = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(order, (a, b) => Utf8Order.Compare(keys[a], keys[b]) is var byKey and not 0 ? byKey : a - b);
        var kept = new List<int>(order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            if (i + 1 == order.Length || keys[order[i]] != keys[order[i + 1]])
            {
                kept.Add(order[i]);
            }
        }

        return new WireMap<T>([.. kept.Select(i => keys[i])], [.. kept.Select(i => values[i])]);
    }

    private static bool IsSorted(string[] keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            if (Utf8Order.Compare(keys[i - 1], keys[i]) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
