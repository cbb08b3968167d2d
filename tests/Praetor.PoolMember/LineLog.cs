using Microsoft.Extensions.Logging;

namespace Praetor.PoolMember;

/// <summary>Writes what is logged as lines, from any thread: what a failed test shows of a member.</summary>
internal sealed class LineLog(TextWriter output) : ILoggerFactory, ILogger
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Lines go to one place.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _output.WriteLine($"{DateTime.Now:HH:mm:ss.fff} [{logLevel}] {formatter(state, exception)} {exception}");

    public void Dispose() => _output.Flush();
}
