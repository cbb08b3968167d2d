namespace Praetor.Gossip.Pool;

/// <summary>Lets the first of many alike be told, and then one now and then, with how many were not. One caller at a time.</summary>
internal sealed class Complaint(TimeProvider time, TimeSpan every)
{
    private long? _last;
    private long _untold;

    /// <summary>Whether to tell of this one.</summary>
    /// <param name="untold">How many were not told of since the last.</param>
    public bool IsDue(out long untold)
    {
        untold = _untold;
        if (_last is { } last && time.GetElapsedTime(last) < every)
        {
            _untold++;
            return false;
        }

        (_last, _untold) = (time.GetTimestamp(), 0);
        return true;
    }
}
