using System.Net;

namespace Praetor.Gossip.Pool;

/// <summary>
/// Places for streams that others open. One address has a part of them only: whoever opens streams and says nothing keeps out
/// itself, and not others. From any thread.
/// </summary>
internal sealed class StreamPlaces
{
    /// <summary>memberlist exchanges state with 128 others at once; a stream that waits for its turn or its end has a place too.</summary>
    public const int All = 1024;

    /// <summary>As many as memberlist exchanges state with.</summary>
    public const int OfOneAddress = 128;

    // Guards the fields below.
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _taken;

    /// <summary>Takes a place; false if there is none for that address.</summary>
    public bool TryTake(IPAddress address)
    {
        lock (_gate)
        {
            var taken = _byAddress.GetValueOrDefault(address);
            if (_taken == All || taken == OfOneAddress)
            {
                return false;
            }

            _byAddress[address] = taken + 1;
            _taken++;
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Give(IPAddress address)
    {
        lock (_gate)
        {
            _taken--;
            var left = _byAddress[address] - 1;
            if (left == 0)
            {
                _byAddress.Remove(address);
            }
            else
            {
                _byAddress[address] = left;
            }
        }
    }
}
