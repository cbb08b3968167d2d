using System.Net;
using Microsoft.Extensions.Logging;
using Praetor.Foundation.Network;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>
/// The pool's streams: takes those that others open, opens those the core asks for, and owns their tasks. What goes wrong
/// with one ends that one.
/// </summary>
internal sealed partial class PoolStreams(
    PoolOptions options,
    PoolSeams seams,
    PoolInbox inbox,
    PoolMetrics metrics,
    ILogger logger
)
{
    /// <summary>memberlist's bound on exchanges of state at once; over it there is no answer, and it is tried again.</summary>
    private const int AnsweringMax = 128;

    /// <summary>How many messages are held unfolded at once: as many as a small machine has processors to unfold them.</summary>
    private const int TurnsAtOnce = 2;

    // One peer with a wrong key is worth a line, a thousand streams of it are not.
    private static readonly TimeSpan ComplainEvery = TimeSpan.FromSeconds(30);

    private readonly StreamBudget _budget = new();
    private readonly StreamPlaces _places = new();
    private readonly Turns _turns = new(TurnsAtOnce);
    private readonly Complaint _crowded = new(seams.Time, ComplainEvery);

    // Guards the rest.
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _open = [];
    private readonly Complaint _refused = new(seams.Time, ComplainEvery);
    private readonly Complaint _surprises = new(seams.Time, ComplainEvery);
    private bool _isClosed;

    // By itself.
    private int _answering;

    private TimeSpan Timeout => options.Member.Profile.StreamTimeout;

    /// <summary>Takes streams until stopping, and then waits for those that are open.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var stream = await seams.Transport.AcceptAsync(stopping);
                var from = stream.RemoteAddress.Address;
                if (AllowedSources.Contains(options.AllowedNetworks, from) && TryTakePlace(from))
                {
                    lock (_gate)
                    {
                        Keep(AnswerAsync(stream, stopping));
                    }
                }
                else
                {
                    metrics.StreamRefused();
                    await stream.DisposeAsync();
                }
            }
        }
        finally
        {
            await Task.WhenAll(Close());
        }
    }

    /// <summary>Opens a stream for the core, and tells it what came of it. Called by the pool's loop.</summary>
    public void Open(StreamOpen request, CancellationToken stopping)
    {
        lock (_gate)
        {
            // The pool's loop may take a step after this one has ended, and nobody waits for an answer any more.
            if (!_isClosed)
            {
                Keep(AskAsync(request, stopping));
            }
        }
    }

    private bool TryTakePlace(IPAddress from)
    {
        if (_places.TryTake(from))
        {
            return true;
        }

        if (_crowded.IsDue(out var before))
        {
            LogCrowded(logger, options.Pool, from, before);
        }

        return false;
    }

    // The task has given way before it did anything: it does not run in the lock.
    private void Keep(Task task)
    {
        _open.RemoveWhere(static it => it.IsCompleted);
        _open.Add(task);
    }

    private Task[] Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return [.. _open];
        }
    }

    private async Task AnswerAsync(ITransportConnection stream, CancellationToken stopping)
    {
        await Task.Yield();
        var codec = new StreamCodec(options.Layers, seams.Entropy);
        using var deadline = new CancellationTokenSource(Timeout, seams.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            await using (stream)
            {
                await AnswerAsync(stream, codec, ended.Token);
            }
        }
        catch (Exception end) when (end is TransportException or OperationCanceledException)
        {
            // Its end is its own: by its peer, the deadline, or our stop.
            LogStreamEnded(logger, options.Pool, stream.RemoteAddress, end);
        }
        catch (Exception surprise)
        {
            // The boundary of a connection: what a peer provokes must not end the process.
            TellSurprise(stream, surprise);
        }
        finally
        {
            _places.Give(stream.RemoteAddress.Address);
        }
    }

    private async ValueTask AnswerAsync(
        ITransportConnection stream,
        StreamCodec codec,
        CancellationToken cancellationToken
    )
    {
        byte[]? bytes;
        try
        {
            var message = new MessageStream(codec, _budget, _turns);
            bytes = await message.ReadAsync(
                stream,
                isAnswer: false,
                heard => HandleAsync(heard, cancellationToken),
                cancellationToken
            );
        }
        catch (GossipFormatException refused)
        {
            Refuse(stream, refused);

            // Its author may be an operator with a wrong key: say why, as memberlist does.
            var error = SwimMessageCodec.Encode(new SwimMessage.Error(refused.Message));
            await stream.WriteAsync(codec.Seal(error, isAnswer: true), cancellationToken);
            return;
        }

        if (bytes is not null)
        {
            await AnswerAsync(stream, codec, bytes, cancellationToken);
        }
    }

    private async ValueTask<byte[]?> HandleAsync(SwimMessage message, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await inbox.AddAsync(new PoolInput.Heard(message, answer), cancellationToken);
        return await Patience.WaitAsync(answer, cancellationToken);
    }

    private async ValueTask AnswerAsync(
        ITransportConnection stream,
        StreamCodec codec,
        byte[] answer,
        CancellationToken cancellationToken
    )
    {
        // Whoever asks for all we know and does not read it holds that much of our memory.
        if (Interlocked.Increment(ref _answering) <= AnsweringMax)
        {
            try
            {
                await stream.WriteAsync(codec.Seal(answer, isAnswer: true), cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _answering);
            }
        }
        else
        {
            Interlocked.Decrement(ref _answering);
            metrics.StreamRefused();
        }
    }

    private void TellSurprise(ITransportConnection stream, Exception surprise)
    {
        bool isDue;
        lock (_gate)
        {
            isDue = _surprises.IsDue(out _);
        }

        if (isDue)
        {
            LogStreamDied(logger, options.Pool, stream.RemoteAddress, surprise);
        }
    }

    private void Refuse(ITransportConnection stream, GossipFormatException refused)
    {
        metrics.Refused(refused.Fault);
        bool isDue;
        long before;
        lock (_gate)
        {
            isDue = _refused.IsDue(out before);
        }

        if (isDue)
        {
            LogStreamRefused(logger, options.Pool, stream.RemoteAddress, refused.Message, before);
        }
    }

    private async Task AskAsync(StreamOpen request, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            if (await ConverseAsync(request, stopping) is { } failure)
            {
                await HandAsync(failure, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The loop that would take it has ended.
        }
    }

    /// <summary>Gives the core what came of a stream, and waits until it has taken it.</summary>
    private async ValueTask<bool> HandAsync(SwimInput outcome, CancellationToken stopping)
    {
        var taken = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await inbox.AddAsync(new PoolInput.Answered(outcome, taken), stopping);
        return await Patience.WaitAsync(taken, stopping);
    }

    /// <summary>Asks, and gives the core the answer; what went wrong, if there is none.</summary>
    private async ValueTask<SwimInput.StreamFailed?> ConverseAsync(StreamOpen request, CancellationToken stopping)
    {
        var codec = new StreamCodec(options.Layers, seams.Entropy);
        using var deadline = new CancellationTokenSource(request.Timeout, seams.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        var doing = $"dial tcp {request.To}";
        try
        {
            await using var stream = await seams.Transport.DialAsync(request.To.ToEndPoint(), ended.Token);
            doing = $"write tcp {request.To}";
            await stream.WriteAsync(codec.Seal(request.Message, isAnswer: false), ended.Token);
            doing = $"read tcp {request.To}";
            await new MessageStream(codec, _budget, _turns).ReadAsync(
                stream,
                isAnswer: true,
                answer => HandAsync(new SwimInput.StreamAnswered(request.Stream, answer), stopping),
                ended.Token
            );
            return null;
        }
        catch (TransportException failure)
        {
            return new SwimInput.StreamFailed(request.Stream, failure.Message);
        }
        catch (GossipFormatException refused)
        {
            metrics.Refused(refused.Fault);
            return new SwimInput.StreamFailed(request.Stream, refused.Message);
        }
        catch (OperationCanceledException)
        {
            return new SwimInput.StreamFailed(request.Stream, $"{doing}: i/o timeout");
        }
        catch (Exception surprise)
        {
            // The boundary of a connection: what a peer provokes must not end the process.
            LogStreamFailed(logger, options.Pool, request.To, surprise);
            return new SwimInput.StreamFailed(request.Stream, surprise.Message);
        }
    }

    [LoggerMessage(
        EventId = 3021,
        Level = LogLevel.Warning,
        Message = "serf: {Pool}: a stream of {From} was refused: {Reason} (and {Before} before it)"
    )]
    private static partial void LogStreamRefused(
        ILogger logger,
        string pool,
        IPEndPoint from,
        string reason,
        long before
    );

    [LoggerMessage(EventId = 3022, Level = LogLevel.Debug, Message = "serf: {Pool}: a stream of {From} ended early")]
    private static partial void LogStreamEnded(ILogger logger, string pool, IPEndPoint from, Exception reason);

    [LoggerMessage(
        EventId = 3023,
        Level = LogLevel.Error,
        Message = "serf: {Pool}: a stream to {To} failed by a surprise; report this"
    )]
    private static partial void LogStreamFailed(ILogger logger, string pool, GossipAddress to, Exception surprise);

    [LoggerMessage(
        EventId = 3025,
        Level = LogLevel.Warning,
        Message = "serf: {Pool}: too many streams at once, one of {From} is closed (and {Before} before it); look who opens them"
    )]
    private static partial void LogCrowded(ILogger logger, string pool, IPAddress from, long before);

    [LoggerMessage(
        EventId = 3024,
        Level = LogLevel.Error,
        Message = "serf: {Pool}: a stream of {From} ended by a surprise; report this"
    )]
    private static partial void LogStreamDied(ILogger logger, string pool, IPEndPoint from, Exception surprise);
}
