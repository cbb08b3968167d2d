using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Praetor.Logging;

/// <summary>How a log entry looks: Consul's line, <c>2006-01-02T15:04:05.000Z [INFO]  agent.server: message</c>, or its JSON.</summary>
internal static class LogLine
{
    public static string Text(DateTimeOffset time, LogLevel level, string name, string message, Exception? error)
    {
        var line = new StringBuilder(128);
        line.Append(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
            .Append(' ')
            .Append(Label(level).PadRight(7))
            .Append(' ')
            .Append(name)
            .Append(": ")
            .Append(OneLine(message));
        if (error is not null)
        {
            line.Append(": error=\"").Append(OneLine(error.Message)).Append('"');
            if (level >= LogLevel.Error)
            {
                // A person must act on it, and will want to report where it happened.
                line.AppendLine().Append(error);
            }
        }

        return line.Append('\n').ToString();
    }

    public static string Json(
        DateTimeOffset time,
        LogLevel level,
        string name,
        string message,
        Exception? error,
        IReadOnlyList<KeyValuePair<string, object?>>? properties
    )
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@level", Word(level));
            json.WriteString("@message", message);
            json.WriteString("@module", name);
            json.WriteString(
                "@timestamp",
                time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
            );
            foreach (var (key, value) in properties ?? [])
            {
                if (key != "{OriginalFormat}")
                {
                    json.WriteString(JsonNamingPolicy.SnakeCaseLower.ConvertName(key), value?.ToString());
                }
            }

            if (error is not null)
            {
                json.WriteString("error", error.ToString());
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Names come from clients: a line break or control character in one must not make a line of its own.</summary>
    private static string OneLine(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()))
            : text;

    private static string Label(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "[TRACE]",
            LogLevel.Debug => "[DEBUG]",
            LogLevel.Information => "[INFO]",
            LogLevel.Warning => "[WARN]",
            _ => "[ERROR]",
        };

    private static string Word(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trace",
            LogLevel.Debug => "debug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            _ => "error",
        };
}
