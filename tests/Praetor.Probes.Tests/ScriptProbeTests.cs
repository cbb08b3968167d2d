using Praetor.Agent.Checks;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Xunit;

namespace Praetor.Probes.Tests;

public sealed class ScriptProbeTests
{
    private readonly ScriptProbe _probe = new(TimeProvider.System);

    [Theory]
    [InlineData("echo good", HealthStatus.Passing, "good\n")]
    [InlineData("echo careful; exit 1", HealthStatus.Warning, "careful\n")]
    [InlineData("echo bad >&2; exit 2", HealthStatus.Critical, "bad\n")]
    [InlineData("kill -9 $$", HealthStatus.Critical, "")]
    [InlineData("cat", HealthStatus.Passing, "")]
    public async Task The_exit_code_decides_and_both_outputs_are_kept(string script, string status, string output) =>
        Assert.Equal((status, output), await Probing.RunAsync(_probe, Shell(script)));

    [Fact]
    public async Task Of_a_long_output_the_end_is_kept_with_a_note() =>
        Assert.Equal(
            (HealthStatus.Passing, "Captured 4 of 10 bytes\n...\nefgh"),
            await Probing.RunAsync(_probe, Shell("printf 'xxabcdefgh'"), outputMax: 4)
        );

    [Theory]
    [InlineData("/nonexistent/prog", "fork/exec /nonexistent/prog: no such file or directory")]
    [InlineData("nosuchprogram", "exec: \"nosuchprogram\": executable file not found in $PATH")]
    public async Task A_program_that_is_not_there_is_critical(string program, string output) =>
        Assert.Equal(
            (HealthStatus.Critical, output),
            await Probing.RunAsync(_probe, new CheckType { ScriptArgs = [program] })
        );

    [Fact]
    public async Task What_takes_too_long_is_told_with_its_limit() =>
        Assert.Equal(
            (HealthStatus.Critical, "Timed out (300ms) running check"),
            await Probing.RunAsync(_probe, Shell("sleep 1000") with { Timeout = GoDuration.FromMilliseconds(300) })
        );

    [Fact]
    public async Task A_command_that_is_ended_takes_all_it_started_along()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var given = new CancellationTokenSource();
            var probe = _probe
                .ProbeAsync(new ProbeRequest(Shell($"sleep 1000 & echo $! > {file}; wait"), 4096), given.Token)
                .AsTask();
            var child = await UntilAsync(() => File.ReadAllText(file).Trim(), static text => text.Length > 0);
            given.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
            await UntilAsync(() => StateOf(child), static state => state is "gone" or "Z");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string StateOf(string id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Split(' ')[1];
        }
        catch (IOException)
        {
            return "gone";
        }
    }

    private static async Task<string> UntilAsync(Func<string> level, Func<string, bool> isReached)
    {
        for (var i = 0; i < 3_000; i++)
        {
            if (level() is var now && isReached(now))
            {
                return now;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"After half a minute it is still '{level()}'.");
    }

    private static CheckType Shell(string script) => new() { ScriptArgs = ["/bin/sh", "-c", script] };
}
