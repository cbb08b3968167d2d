using System.Text;

namespace Praetor.Cli.Output;

/// <summary>
/// One of a process's outputs. Texts go out as UTF-8 without a mark before them, and bytes as they are, since a value
/// of the KV store is any bytes. A command writes from one thread.
/// </summary>
/// <param name="stream">Takes the bytes; it should hold them back, and is flushed when the command has ended.</param>
public sealed class CommandOutput(Stream stream)
{
    /// <summary>Writes text as it is.</summary>
    public void Write(string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    /// <summary>Writes a text and a line end.</summary>
    public void WriteLine(string text)
    {
        Write(text);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Sends out what is held back.</summary>
    public void Flush() => stream.Flush();
}
