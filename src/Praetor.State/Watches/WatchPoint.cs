namespace Praetor.State.Watches;

/// <summary>All watches on one key or prefix. Exists only while there are any. Guarded by the registry's lock.</summary>
internal sealed class WatchPoint(WatchedRange range)
{
    public readonly WatchedRange Range = range;
    public Watch? First;

    public void Add(Watch watch)
    {
        watch.Next = First;
        if (First is not null)
        {
            First.Previous = watch;
        }

        First = watch;
    }

    public void Remove(Watch watch)
    {
        if (watch.Previous is null)
        {
            First = watch.Next;
        }
        else
        {
            watch.Previous.Next = watch.Next;
        }

        if (watch.Next is not null)
        {
            watch.Next.Previous = watch.Previous;
        }
    }
}

/// <summary>That one set waits at one point: a link of two lists, so that a waiter leaves in constant time.</summary>
internal sealed class Watch(WatchSet owner, WatchPoint point)
{
    public readonly WatchSet Owner = owner;
    public readonly WatchPoint Point = point;
    public Watch? Previous;
    public Watch? Next;
    public Watch? NextOfSet;
}
