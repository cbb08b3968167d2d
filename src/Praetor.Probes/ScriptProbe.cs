using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Praetor.Agent.Checks;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;

namespace Praetor.Probes;

/// <summary>What a command says by its exit code: 0 is passing, 1 a warning, all else critical.</summary>
public sealed class ScriptProbe(TimeProvider time) : ICheckProbe
{
    private const int FileNotFound = 2;

    /// <inheritdoc/>
    public CheckKind Kind => CheckKind.Script;

    /// <inheritdoc/>
    public async ValueTask<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        var args = request.Type.ScriptArgs ?? [];
        var timeout = TimeLimit.Of(request.Type.Timeout, TimeLimit.Command);
        using var limit = new CancellationTokenSource(timeout.ToTimeSpan(), time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var process = new Process { StartInfo = Command(args) };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            return new ProbeResult(HealthStatus.Critical, Describe(args[0], failure));
        }

        var output = new TailBuffer(request.OutputMax);
        try
        {
            process.StandardInput.Close();
            await Task.WhenAll(
                output.AddAllAsync(process.StandardOutput.BaseStream, ended.Token),
                output.AddAllAsync(process.StandardError.BaseStream, ended.Token),
                process.WaitForExitAsync(ended.Token)
            );
        }
        catch (OperationCanceledException)
        {
            // All it started goes with it, or a check that hangs would leave a process behind each time.
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new ProbeResult(HealthStatus.Critical, $"Timed out ({timeout}) running check");
        }

        return new ProbeResult(StatusOf(process.ExitCode), OutputOf(output, request.OutputMax));
    }

    private static ProcessStartInfo Command(IReadOnlyList<string> args)
    {
        var info = new ProcessStartInfo(args[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in args.Skip(1))
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    private static string Describe(string program, Win32Exception failure)
    {
        var isPath = program.Contains('/', StringComparison.Ordinal);
        return failure.NativeErrorCode == FileNotFound && !isPath
            ? $"exec: {GoQuote.Quote(program)}: executable file not found in $PATH"
            : $"fork/exec {program}: {WordsOf(failure)}";
    }

    private static string WordsOf(Win32Exception failure) =>
        failure.NativeErrorCode switch
        {
            FileNotFound => "no such file or directory",
            13 => "permission denied",
            8 => "exec format error",
            _ => failure.Message.ToLowerInvariant(),
        };

    private static string StatusOf(int exitCode) =>
        exitCode switch
        {
            0 => HealthStatus.Passing,
            1 => HealthStatus.Warning,
            _ => HealthStatus.Critical,
        };

    private static string OutputOf(TailBuffer output, int bytesMax) =>
        output.Total <= bytesMax
            ? output.ToString()
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Captured {bytesMax} of {output.Total} bytes\n...\n{output}"
            );
}
