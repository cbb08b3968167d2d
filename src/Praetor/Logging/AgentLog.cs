using Microsoft.Extensions.Logging;

namespace Praetor.Logging;

/// <summary>
/// The agent's log on standard output, in Consul's format. Entries are held back until the start-up banner is out, as
/// Consul does, so that the banner stands first.
/// </summary>
internal sealed class AgentLog(TextWriter output, TimeProvider time) : ILoggerProvider
{
    // What a start-up logs before its banner, with room to spare; more is dropped, oldest first.
    private const int HeldMax = 10_000;

    // Guards _held and the order of lines on _output.
    private readonly Lock _gate = new();
    private Queue<string>? _held = new();

    /// <summary>Entries below this are not written. May change while the agent runs, by a reload.</summary>
    public LogLevel LevelMin { get; set; } = LogLevel.Information;

    /// <summary>Whether entries are JSON objects instead of lines.</summary>
    public bool AsJson { get; set; }

    /// <summary>Writes what was held back, and from now on at once.</summary>
    public void Open()
    {
        lock (_gate)
        {
            foreach (var line in _held ?? [])
            {
                output.Write(line);
            }

            _held = null;
            output.Flush();
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, NameOf(categoryName));

    public void Dispose() => Open();

    /// <summary>The part's name as Consul's operators know it: <c>agent</c>, <c>agent.server</c>, <c>agent.http</c>.</summary>
    private static string NameOf(string category)
    {
        var parts = category.Split('.');
        return parts is ["Praetor", var project, ..]
            ? project is "Agent" or "Foundation" or "Platform" || parts.Length == 2
                ? "agent"
                : ProjectName(project)
            : "agent." + parts[^1].ToLowerInvariant();
    }

    private static string ProjectName(string project) =>
        project switch
        {
            "Consensus" => "agent.server.raft",
            "State" => "agent.server.fsm",
            _ => "agent." + project.ToLowerInvariant(),
        };

    private void Write(string line)
    {
        lock (_gate)
        {
            if (_held is null)
            {
                output.Write(line);
                output.Flush();
                return;
            }

            if (_held.Count == HeldMax)
            {
                _held.Dequeue();
            }

            _held.Enqueue(line);
        }
    }

    private sealed class Logger(AgentLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= log.LevelMin && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var now = log.Now();
            var message = formatter(state, exception);
            log.Write(
                log.AsJson
                    ? LogLine.Json(
                        now,
                        logLevel,
                        name,
                        message,
                        exception,
                        state as IReadOnlyList<KeyValuePair<string, object?>>
                    )
                    : LogLine.Text(now, logLevel, name, message, exception)
            );
        }
    }

    private DateTimeOffset Now() => time.GetUtcNow();
}
