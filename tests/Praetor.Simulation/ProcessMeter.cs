using System.Globalization;

namespace Praetor.Simulation;

/// <summary>What a process takes, as Linux counts it.</summary>
internal sealed class ProcessMeter(int pid)
{
    /// <summary>The kernel's unit for processor time in /proc, on every machine there is.</summary>
    private const int TicksPerSecond = 100;

    /// <summary>Its processor time and its memory now; null when it is gone.</summary>
    public ProcessSample? Read()
    {
        try
        {
            // Its name, in brackets, may have spaces; the times are the 14th and 15th field of all.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = Number(fields[11]) + Number(fields[12]);
            var pages = Number(File.ReadAllText($"/proc/{pid}/statm").Split(' ')[1]);
            return new ProcessSample(
                TimeSpan.FromSeconds(ticks / (double)TicksPerSecond),
                pages * Environment.SystemPageSize
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>What a process has taken.</summary>
internal readonly record struct ProcessSample(TimeSpan Processor, long Bytes);
