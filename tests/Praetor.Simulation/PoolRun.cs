using System.Globalization;
using System.Net;
using Praetor.TestKit.Gossip.Host;

namespace Praetor.Simulation;

/// <summary>
/// Gives a real agent a pool of many members to live in, by the real clock, and measures what a process takes meanwhile:
/// the agent's, if its number is given.
/// </summary>
internal sealed record PoolRun(int Members, IPEndPoint First, IPEndPoint Agent, TimeSpan Time, int? Process)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly List<(TimeSpan At, double Percent, long Bytes)> _samples = [];

    /// <returns>Null if the command line makes no sense.</returns>
    public static PoolRun? TryParse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--members"] = "999",
            ["--bind"] = "127.0.1.1",
            ["--port"] = "8301",
            ["--join"] = "127.0.0.1:8301",
            ["--minutes"] = "10",
            ["--pid"] = "0",
        };
        var known = values.Count;
        for (var at = 0; at + 1 < args.Length; at += 2)
        {
            values[args[at]] = args[at + 1];
        }

        return
            args.Length % 2 == 0
            && values.Count == known
            && int.TryParse(values["--members"], CultureInfo.InvariantCulture, out var members)
            && members > 0
            && IPAddress.TryParse(values["--bind"], out var bind)
            && ushort.TryParse(values["--port"], CultureInfo.InvariantCulture, out var port)
            && IPEndPoint.TryParse(values["--join"], out var agent)
            && double.TryParse(values["--minutes"], CultureInfo.InvariantCulture, out var minutes)
            && int.TryParse(values["--pid"], CultureInfo.InvariantCulture, out var process)
            ? new PoolRun(
                members,
                new IPEndPoint(bind, port),
                agent,
                TimeSpan.FromMinutes(minutes),
                process > 0 ? process : null
            )
            : null;
    }

    public async Task RunAsync(TextWriter output)
    {
        var host = new GossipHost(Members, First, Agent);
        var meter = new ProcessMeter(Process ?? Environment.ProcessId);
        var own = Environment.CpuUsage.TotalTime;
        var before = meter.Read();
        var at = TimeSpan.Zero;
        output.WriteLine("| time | alive | a core | memory | this pool's core |");
        output.WriteLine("| --- | --- | --- | --- | --- |");
        await host.RunAsync(
            Time,
            Every,
            now =>
            {
                var sample = meter.Read();
                var ownNow = Environment.CpuUsage.TotalTime;
                if (before is { } last && sample is { } taken && now > at)
                {
                    var percent = 100 * ((taken.Processor - last.Processor) / (now - at));
                    _samples.Add((now, percent, taken.Bytes));
                    Write(
                        output,
                        $"| {now.TotalSeconds:F0} s | {host.FewestAlive} | {percent:F1} % | {taken.Bytes / 1e6:F1} MB | {100 * ((ownNow - own) / (now - at)):F1} % |"
                    );
                }

                (before, own, at) = (sample, ownNow, now);
            }
        );
        Summarize(output);
    }

    private void Summarize(TextWriter output)
    {
        var half = _samples.Where(it => it.At >= Time / 2).ToList();
        if (half.Count < 2)
        {
            output.WriteLine("too short for a slope");
            return;
        }

        var meanAt = half.Average(it => it.At.TotalMinutes);
        var meanBytes = half.Average(it => (double)it.Bytes);
        var slope =
            half.Sum(it => (it.At.TotalMinutes - meanAt) * (it.Bytes - meanBytes))
            / half.Sum(it => Math.Pow(it.At.TotalMinutes - meanAt, 2));
        Write(
            output,
            $"second half: {half.Average(it => it.Percent):F2} % of a core on average, {meanBytes / 1e6:F1} MB, growing by {slope / 1e3:F1} kB a minute (least squares)"
        );
    }

    private static void Write(TextWriter output, FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
