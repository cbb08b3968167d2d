using System.Text.RegularExpressions;
using Praetor.EndToEnd.Processes;

namespace Praetor.EndToEnd.Durability;

/// <summary>
/// Goal: an acknowledgement is sent after the disk has the write, not before.
/// Method: strace of the real binary, and the order of system calls around one PUT with a value that can be recognised.
/// </summary>
public sealed partial class SyncBeforeAcknowledgementTests
{
    [Fact]
    public async Task Write_is_synced_to_the_disk_before_it_is_acknowledged()
    {
        var marker = $"marker-{Guid.NewGuid():N}";
        await using var agent = new AgentProcess();
        var trace = Path.Combine(agent.Folder, "trace");
        await agent.StartAsync(
            "strace",
            "-f",
            "-q",
            "-s",
            "4096",
            "-e",
            "trace=write,pwrite64,pwritev,fdatasync,fsync,sendto,sendmsg",
            "-o",
            trace
        );
        Assert.True(await agent.PutAsync("/v1/kv/synced", marker));
        // Not by a signal: strace keeps those for itself.
        await agent.PutAsync("/v1/agent/leave", "");
        await agent.Process.ExitedAsync(TimeSpan.FromSeconds(30));

        var calls = await File.ReadAllLinesAsync(trace);
        var written = Array.FindIndex(
            calls,
            call => call.Contains(marker, StringComparison.Ordinal) && LogWrite().IsMatch(call)
        );
        Assert.True(written >= 0, "the value was never written to a file");
        var synced = Array.FindIndex(calls, written, call => SyncDone().IsMatch(call));
        var acknowledged = Array.FindIndex(calls, written, call => Acknowledgement().IsMatch(call));
        Assert.True(synced >= 0, "no fdatasync completed after the write");
        Assert.True(acknowledged >= 0, "the acknowledgement was not seen");
        Assert.True(synced < acknowledged, $"acknowledged at line {acknowledged}, synced only at line {synced}");
    }

    [GeneratedRegex(@"^\d+\s+p?write(64|v)?\(")]
    private static partial Regex LogWrite();

    [GeneratedRegex(@"(fdatasync|fsync)(\(\d+\)|\s+resumed>\))\s+= 0")]
    private static partial Regex SyncDone();

    [GeneratedRegex(@"send(to|msg)\(.*HTTP/1\.1 200 OK.*true")]
    private static partial Regex Acknowledgement();
}
