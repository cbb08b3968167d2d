using System.Threading.Channels;
using Praetor.Consensus.Core;
using Praetor.Foundation;

namespace Praetor.Consensus.Driver;

/// <summary>
/// What waits for the core's loop: callers' requests, which are bounded and make their callers wait, and the news of our
/// own loops and of other servers, which must never wait for the core, or two loops could wait for each other.
/// </summary>
internal sealed class CoreInbox
{
    // A few milliseconds of full load. A full inbox makes callers wait.
    private const int RequestsMax = 4096;

    // Our own loops owe at most one answer to each thing the core has handed them, and those inboxes are bounded below
    // this (see LogLoop, SnapshotLoop); messages of others are dropped when it is full, as the network may do.
    private const int NewsMax = 4096;

    private readonly Channel<RaftRequest> _requests = Channel.CreateBounded<RaftRequest>(
        new BoundedChannelOptions(RequestsMax) { SingleReader = true }
    );

    private readonly Channel<RaftInput> _news = Channel.CreateBounded<RaftInput>(
        new BoundedChannelOptions(NewsMax) { SingleReader = true }
    );

    // One token says that there is something in one of the others.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Puts a request in; waits for room.</summary>
    /// <exception cref="ChannelClosedException">The node has stopped.</exception>
    public async ValueTask AddAsync(RaftRequest request, CancellationToken cancellationToken)
    {
        if (!_requests.Writer.TryWrite(request))
        {
            await _requests.Writer.WriteAsync(request, cancellationToken);
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Puts in news of one of our own loops.</summary>
    public void AddNews(RaftInput news)
    {
        Invariant.Check(_news.Writer.TryWrite(news), "There is room for every answer that the core has asked for.");
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Lets the loop run once, for a tick.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken stopping) => _wake.Reader.WaitToReadAsync(stopping);

    /// <summary>Takes the wake-up token, before looking what there is: what comes later wakes again.</summary>
    public void BeginBatch() => _wake.Reader.TryRead(out _);

    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RaftInput? input)
    {
        if (_news.Reader.TryRead(out input))
        {
            return true;
        }

        if (_requests.Reader.TryRead(out var request))
        {
            input = request;
            return true;
        }

        return false;
    }

    /// <summary>Nothing more is taken in; what is there can still be taken out.</summary>
    public void Close() => _requests.Writer.TryComplete();
}
