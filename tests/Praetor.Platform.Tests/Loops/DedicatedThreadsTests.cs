using System.Threading.Channels;
using Praetor.Platform.Loops;
using Xunit;

namespace Praetor.Platform.Tests.Loops;

public sealed class DedicatedThreadsTests
{
    [Fact]
    public async Task Every_continuation_of_a_loop_runs_on_its_own_thread()
    {
        var inbox = Channel.CreateBounded<int>(10);
        var threads = new List<(int Id, string? Name, bool Pooled)>();
        var loop = new DedicatedThreads().RunAsync(
            "echo",
            async stopping =>
            {
                Note();
                while (await inbox.Reader.WaitToReadAsync(stopping))
                {
                    while (inbox.Reader.TryRead(out _))
                    {
                        Note();
                    }
                }

                await Task.Yield();
                Note();

                void Note()
                {
                    var thread = Thread.CurrentThread;
                    threads.Add((thread.ManagedThreadId, thread.Name, thread.IsThreadPoolThread));
                }
            },
            CancellationToken.None
        );
        for (var n = 0; n < 5; n++)
        {
            await inbox.Writer.WriteAsync(n);
            await Task.Yield();
        }

        inbox.Writer.Complete();
        await loop;
        Assert.Equal(7, threads.Count);
        Assert.Equal(("echo", false), (threads[0].Name, threads[0].Pooled));
        Assert.Single(threads.Distinct());
    }

    [Fact]
    public async Task A_loop_that_fails_at_once_or_later_fails_its_task()
    {
        var threads = new DedicatedThreads();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            threads.RunAsync("now", _ => throw new InvalidOperationException(), CancellationToken.None)
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            threads.RunAsync(
                "later",
                async _ =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException();
                },
                CancellationToken.None
            )
        );
    }

    [Fact]
    public async Task A_cancelled_loop_cancels_its_task()
    {
        using var stop = new CancellationTokenSource();
        var loop = new DedicatedThreads().RunAsync(
            "waiting",
            stopping => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping),
            stop.Token
        );
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
    }

    [Fact]
    public async Task Ticks_come_on_the_loops_own_thread_between_its_continuations()
    {
        var ticked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var threads = new HashSet<int>();
        var ticks = 0;
        await new DedicatedThreads().RunAsync(
            "ticking",
            async _ =>
            {
                threads.Add(Environment.CurrentManagedThreadId);
                await ticked.Task;
                threads.Add(Environment.CurrentManagedThreadId);
            },
            TimeSpan.FromMilliseconds(1),
            () =>
            {
                threads.Add(Environment.CurrentManagedThreadId);
                if (++ticks == 5)
                {
                    ticked.SetResult();
                }
            },
            CancellationToken.None
        );
        Assert.Single(threads);
    }

    [Fact]
    public async Task A_tick_that_fails_fails_the_loop() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new DedicatedThreads().RunAsync(
                "ticking",
                stopping => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping),
                TimeSpan.FromMilliseconds(1),
                () => throw new InvalidOperationException(),
                CancellationToken.None
            )
        );
}
