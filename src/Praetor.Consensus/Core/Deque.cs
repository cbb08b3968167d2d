namespace Praetor.Consensus.Core;

/// <summary>A list that is cheap to shorten at both ends.</summary>
internal sealed class Deque<T>
{
    private readonly List<T?> _items = [];
    private int _start;

    public int Count => _items.Count - _start;

    public T this[int index] => _items[_start + index]!; // Not null: only slots before _start are cleared.

    public T this[Index index] => this[index.GetOffset(Count)];

    public void Add(T item) => _items.Add(item);

    public void RemoveLast() => _items.RemoveAt(_items.Count - 1);

    public void RemoveFirst()
    {
        _items[_start++] = default; // So that the garbage collector sees it gone.
        if (_start > 1024 && _start * 2 > _items.Count)
        {
            _items.RemoveRange(0, _start);
            _start = 0;
        }
    }

    public void Clear()
    {
        _items.Clear();
        _start = 0;
    }
}
