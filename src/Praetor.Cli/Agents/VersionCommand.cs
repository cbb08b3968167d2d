using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Praetor.Cli.Running;
using Praetor.Foundation.Flags;
using Praetor.Model;
using Praetor.Model.Json;

namespace Praetor.Cli.Agents;

/// <summary>Says which Consul this stands for, and which Praetor it is: <c>version</c>.</summary>
internal sealed class VersionCommand : Command
{
    private const int ProtocolDefault = 2;
    private const int ProtocolMin = 2;
    private const int ProtocolMax = 3;

    /// <summary>When it was built: as in Consul's own reproducible builds, no time in particular.</summary>
    private const string BuildDate = "1970-01-01T00:00:01Z";

    private readonly GoFlag<string> _format;

    public VersionCommand() => _format = Flags.AddString("format", "pretty", "Output format: pretty or json.");

    protected override string Usage => "consul version [options]";

    protected override string Description => "Shows the version.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        switch (_format.Value)
        {
            case "pretty":
                context.Output.Write(Pretty());
                return Task.FromResult(ExitCodes.Success);
            case "json":
                context.Output.Write(Json());
                context.Output.Write("\n");
                return Task.FromResult(ExitCodes.Success);
            default:
                return Task.FromResult(Fail(context, $"Unknown format: {_format.Value}"));
        }
    }

    private static string Pretty() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Consul v{Release.ConsulVersion}
            Revision {Release.Revision}
            Build Date {BuildDate}
            Protocol {ProtocolDefault} spoken by default, understands {ProtocolMin} to {ProtocolMax} (agent will automatically use protocol >{ProtocolDefault} when speaking to compatible agents)


            """
        );

    private static ReadOnlySpan<byte> Json()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, GoJson.Pretty with { IndentSize = 3 }))
        {
            writer.WriteStartObject();
            writer.WriteString("Version", Release.ConsulVersion);
            writer.WriteString("Revision", Release.Revision);
            writer.WriteString("Prerelease", "");
            writer.WriteString("BuildDate", BuildDate);
            writer.WriteStartObject("RPC");
            writer.WriteNumber("Default", ProtocolDefault);
            writer.WriteNumber("Min", ProtocolMin);
            writer.WriteNumber("Max", ProtocolMax);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }
}
