using System.Threading.Channels;
using Praetor.Foundation;
using Praetor.Model.Coordinates;

namespace Praetor.Server.Coordinates;

/// <summary>
/// The coordinates that arrived since the last batch, the newest of each node and segment. Requests add from any thread;
/// <see cref="CoordinateLoop"/> alone takes.
/// </summary>
/// <param name="placesMax">
/// How many are kept; more are counted and forgotten, and their nodes send again. It is what one period may write, so that
/// a large datacenter's coordinates do not crowd out other writes.
/// </param>
internal sealed class PendingCoordinates(int placesMax)
{
    // All names together; with names of ordinary length some thousands of nodes, so that only nonsense is past it.
    private const int NamesLengthMax = 1024 * 1024;

    private readonly Channel<bool> _arrivals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }
    );

    // Guards the fields below.
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Node, string Segment), int> _positions = [];
    private List<Coordinate> _places = [];
    private int _namesLength;
    private int _forgotten;

    /// <summary>Takes in a node's coordinate, instead of an older one that still waits.</summary>
    public void Add(Coordinate place)
    {
        lock (_gate)
        {
            var key = (place.Node, place.Segment);
            if (_positions.TryGetValue(key, out var position))
            {
                _places[position] = place;
            }
            else if (_places.Count == placesMax || _namesLength + LengthOf(key) > NamesLengthMax)
            {
                _forgotten++;
            }
            else
            {
                _positions.Add(key, _places.Count);
                _places.Add(place);
                _namesLength += LengthOf(key);
            }
        }

        _arrivals.Writer.TryWrite(true);
    }

    /// <summary>Waits until there may be something to take.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) =>
        Invariant.Check(await _arrivals.Reader.WaitToReadAsync(cancellationToken), "nobody closes the arrivals");

    /// <summary>Takes all that wait, in order of their nodes' first arrival, and how many were forgotten.</summary>
    public (IReadOnlyList<Coordinate> Places, int Forgotten) Take()
    {
        // Before what it tells of: who adds in between is waited for once more, and never missed.
        _arrivals.Reader.TryRead(out _);
        lock (_gate)
        {
            var taken = (_places, _forgotten);
            _places = [];
            _positions.Clear();
            _namesLength = 0;
            _forgotten = 0;
            return taken;
        }
    }

    private static int LengthOf((string Node, string Segment) key) => key.Node.Length + key.Segment.Length;
}
