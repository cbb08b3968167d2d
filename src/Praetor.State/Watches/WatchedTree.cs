using System.Diagnostics.CodeAnalysis;

namespace Praetor.State.Watches;

/// <summary>The watch points of one tree: by key and by prefix. Guarded by the registry's lock.</summary>
internal sealed class WatchedTree
{
    private readonly Dictionary<byte[], WatchPoint> _keys = new(BytesComparer.Instance);
    private readonly Dictionary<byte[], WatchPoint> _prefixes = new(BytesComparer.Instance);

    // How many prefixes of which length: a changed key is looked up once for each length that occurs. There are as
    // many lengths as clients have habits, some tens, however many watchers there are.
    private readonly SortedList<int, int> _prefixLengths = [];

    public WatchPoint PointFor(WatchedRange range)
    {
        var points = range.IsPrefix ? _prefixes : _keys;
        if (!points.TryGetValue(range.Key, out var point))
        {
            points[range.Key] = point = new WatchPoint(range);
            if (range.IsPrefix)
            {
                _prefixLengths[range.Key.Length] = _prefixLengths.GetValueOrDefault(range.Key.Length) + 1;
            }
        }

        return point;
    }

    public void Drop(WatchPoint point)
    {
        var key = point.Range.Key;
        if (!point.Range.IsPrefix)
        {
            _keys.Remove(key);
            return;
        }

        _prefixes.Remove(key);
        var remaining = _prefixLengths[key.Length] - 1;
        if (remaining == 0)
        {
            _prefixLengths.Remove(key.Length);
        }
        else
        {
            _prefixLengths[key.Length] = remaining;
        }
    }

    /// <summary>Adds the points that a change of the key concerns.</summary>
    public void Covering(ReadOnlySpan<byte> key, List<WatchPoint> points)
    {
        if (_keys.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var exact))
        {
            points.Add(exact);
        }

        foreach (var length in _prefixLengths.Keys)
        {
            if (length > key.Length)
            {
                break;
            }

            if (_prefixes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key[..length], out var prefix))
            {
                points.Add(prefix);
            }
        }
    }

    public void All(List<WatchPoint> points)
    {
        points.AddRange(_keys.Values);
        points.AddRange(_prefixes.Values);
    }

    private sealed class BytesComparer
        : IEqualityComparer<byte[]>,
            IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly BytesComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            // Seeded per process, so that nobody can choose keys that collide. The order of a dictionary's entries
            // does not depend on it.
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
