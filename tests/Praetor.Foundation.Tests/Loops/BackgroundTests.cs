using Microsoft.Extensions.Logging;
using Praetor.Foundation.Loops;
using Praetor.Foundation.Storage;
using Praetor.TestKit.Logging;
using Xunit;

namespace Praetor.Foundation.Tests.Loops;

/// <summary>What an operator is told when a loop ends, and that the process ends with it.</summary>
public sealed class BackgroundTests : IDisposable
{
    private readonly LogRecorder _log = new();
    private readonly List<(string Loop, Exception Surprise)> _surprises = [];

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_loop_that_dies_of_a_bug_is_told_with_its_trace_and_asks_for_a_report()
    {
        var bug = new InvariantException("Two and two are four.");
        await RunAsync(_ => throw bug);
        var line = Assert.Single(_log.Lines);
        Assert.Equal((LogLevel.Critical, bug), (line.Level, line.Exception));
        Assert.EndsWith("report this", line.Text, StringComparison.Ordinal);
        Assert.Equal(("raft", bug), Assert.Single(_surprises));
    }

    [Fact]
    public async Task A_failed_disk_is_told_in_one_line_that_says_what_to_do()
    {
        var full = new StorageException("writing to /data/raft/log/1.log: No space left on device");
        await RunAsync(_ => throw full);
        Assert.Equal(
            new RecordedLine(
                LogLevel.Error,
                "The disk failed or is full: writing to /data/raft/log/1.log: No space left on device. The process ends "
                    + "(loop raft); nothing that was acknowledged is lost. Make room or mend the disk, and start it again",
                null
            ),
            Assert.Single(_log.Lines)
        );
        Assert.Equal(("raft", full), Assert.Single(_surprises));
    }

    [Fact]
    public async Task Corruption_is_not_told_as_a_full_disk_that_lost_nothing()
    {
        var corrupt = new StorageException("/data/raft/log/1.log is corrupt at offset 9") { IsCorrupt = true };
        await RunAsync(_ => throw corrupt);
        Assert.Equal(
            new RecordedLine(
                LogLevel.Error,
                "What is on the disk is not what was written: /data/raft/log/1.log is corrupt at offset 9. "
                    + "The process ends (loop raft)",
                null
            ),
            Assert.Single(_log.Lines)
        );
        Assert.Equal(("raft", corrupt), Assert.Single(_surprises));
    }

    [Fact]
    public async Task A_loop_that_is_told_to_stop_is_no_surprise()
    {
        using var stop = new CancellationTokenSource();
        var background = NewBackground();
        background.Run("raft", stopping => Task.Delay(Timeout.Infinite, stopping), stop.Token);
        stop.Cancel();
        await background.StoppedAsync();
        Assert.Empty(_log.Lines);
        Assert.Empty(_surprises);
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        var background = NewBackground();
        background.Run("raft", work, CancellationToken.None);
        await background.StoppedAsync();
    }

    private Background NewBackground() =>
        new(_log.CreateLogger<Background>(), (loop, surprise) => _surprises.Add((loop, surprise)));
}
