using Microsoft.Extensions.Logging;

namespace Praetor.TestKit.Logging;

/// <summary>A line as an operator sees it, and the exception whose stack trace would stand behind it.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">The message, with its values in place.</param>
/// <param name="Exception">Null where none is told.</param>
public sealed record RecordedLine(LogLevel Level, string Text, Exception? Exception);

/// <summary>Keeps what is logged, from any thread, for tests that say what an operator is told.</summary>
public sealed class LogRecorder : ILoggerFactory
{
    // Guards _lines.
    private readonly Lock _gate = new();
    private readonly List<RecordedLine> _lines = [];

    /// <summary>Everything so far, in order.</summary>
    public IReadOnlyList<RecordedLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Recording(this);

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("A recorder writes to its list only.");

    public void Dispose()
    {
        // There is nothing to let go of.
    }

    private void Add(RecordedLine line)
    {
        lock (_gate)
        {
            _lines.Add(line);
        }
    }

    private sealed class Recording(LogRecorder recorder) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => recorder.Add(new RecordedLine(logLevel, formatter(state, exception), exception));
    }
}
