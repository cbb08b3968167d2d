using System.Diagnostics;
using System.Text;

namespace Praetor.EndToEnd.Processes;

/// <summary>Another program, run to its end or until the test ends it. A missing one fails the test.</summary>
internal sealed class Program : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private Program(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>Starts a program.</summary>
    /// <param name="file">Where it is, or its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it works; null for here.</param>
    /// <param name="environment">Variables beside ours.</param>
    /// <param name="onLine">Told each line it writes, and null at their end. Its input then stays open.</param>
    public static Program Start(
        string file,
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null,
        Action<string?>? onLine = null
    )
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var program = new Program(new Process { StartInfo = start });
        if (onLine is not null)
        {
            program._process.OutputDataReceived += (_, line) => onLine(line.Data);
        }

        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        if (onLine is null)
        {
            program.CloseInput();
        }

        return program;
    }

    /// <summary>Runs a program to its end and gives what it wrote; fails the test if it failed.</summary>
    public static async Task<string> RunAsync(string file, params string[] arguments)
    {
        await using var program = Start(file, arguments);
        await program.ExitedAsync(TimeSpan.FromSeconds(30));
        Assert.True(
            program.ExitCode == 0,
            $"{file} {string.Join(' ', arguments)} ended with {program.ExitCode}: {program.Errors}{program.Output}"
        );
        return program.Output;
    }

    public async Task ExitedAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{_process.StartInfo.FileName} has not ended within {limit}: {Errors}{Output}");
        }
    }

    /// <summary>Says something to it.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Says that there is nothing more to say.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Asks it to end, as an operator's SIGTERM or SIGINT does.</summary>
    public Task SignalAsync(string signal) => RunAsync("kill", $"-{signal}", $"{Id}");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
