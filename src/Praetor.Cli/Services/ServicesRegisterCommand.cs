using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;
using Praetor.Model.Json;

namespace Praetor.Cli.Services;

/// <summary>Registers services with an agent, from flags or from files: <c>services register</c>.</summary>
internal sealed class ServicesRegisterCommand : AgentAskingCommand
{
    private readonly GoFlag<string> _id;
    private readonly GoFlag<string> _name;
    private readonly GoFlag<string> _kind;
    private readonly GoFlag<string> _address;
    private readonly GoFlag<long> _port;
    private readonly GoFlag<string> _socket;
    private readonly GoFlag<IReadOnlyList<string>> _tags;
    private readonly GoFlag<IReadOnlyDictionary<string, string>> _meta;
    private readonly GoFlag<IReadOnlyDictionary<string, string>> _taggedAddresses;

    public ServicesRegisterCommand()
        : base(HttpFlagKinds.Namespace | HttpFlagKinds.Partition)
    {
        _id = Flags.AddString("id", "", "The ID of the instance; its name by default.");
        _name = Flags.AddString("name", "", "The name of the service.");
        _kind = Flags.AddString("kind", "", "What it is to the mesh: mesh-gateway, for one.");
        _address = Flags.AddString("address", "", "Its address; the agent's by default.");
        _port = Flags.AddInteger("port", 0, "Its port.");
        _socket = Flags.AddString("socket", "", "The path of its Unix socket.");
        _tags = Flags.AddList("tag", "A tag. May be repeated.");
        _meta = Flags.AddMap("meta", "A `key=value` pair. May be repeated.");
        _taggedAddresses = Flags.AddMap("tagged-address", "A further address as `name=address:port`. May be repeated.");
    }

    protected override string Usage => "consul services register [options] [FILE...]";

    protected override string Description =>
        """
            Registers services with the agent, until they are deregistered or the agent's data
            is gone. They are defined by flags, or by files as the agent's configuration has them.

                $ consul services register -name=web -port=8080
                $ consul services register web.json
            """;

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count == 0 && _name.Value.Length == 0)
        {
            const string Missing = "Service registration requires at least one argument or flags.";
            return Task.FromResult(Fail(context, Missing));
        }

        var definitions = new List<NamedDefinition>();
        if (arguments.Count == 0)
        {
            definitions.Add(new NamedDefinition(_name.Value, _id.Value, FromFlags()));
        }

        foreach (var path in arguments)
        {
            if (ServiceDefinitionFile.Read(path, definitions) is { } error)
            {
                return Task.FromResult(Fail(context, $"Error: {error}"));
            }
        }

        return AskAsync(
            context,
            "Error registering service",
            client => RegisterAsync(context, client, definitions, cancellationToken)
        );
    }

    private static async Task<int> RegisterAsync(
        CommandContext context,
        ApiClient client,
        List<NamedDefinition> definitions,
        CancellationToken cancellationToken
    )
    {
        foreach (var definition in definitions)
        {
            try
            {
                await client.Agent.RegisterServiceAsync(definition.Json, cancellationToken);
            }
            catch (ApiException refused)
            {
                return Fail(context, $"Error registering service \"{definition.Name}\": {refused.Message}");
            }

            context.Output.WriteLine($"Registered service: {definition.Name}");
        }

        return ExitCodes.Success;
    }

    private byte[] FromFlags()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, GoJson.Compact))
        {
            writer.WriteStartObject();
            WriteText(writer, "Kind", _kind.Value);
            WriteText(writer, "ID", _id.Value);
            WriteText(writer, "Name", _name.Value);
            WriteText(writer, "Address", _address.Value);
            WriteText(writer, "SocketPath", _socket.Value);
            writer.WriteNumber("Port", _port.Value);
            writer.WriteStartArray("Tags");
            foreach (var tag in _tags.Value)
            {
                writer.WriteStringValue(tag);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("Meta");
            foreach (var (name, value) in _meta.Value)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
            WriteTaggedAddresses(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteTaggedAddresses(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("TaggedAddresses");
        foreach (var (name, text) in _taggedAddresses.Value)
        {
            var (address, port) = Split(text);
            writer.WriteStartObject(name);
            writer.WriteString("Address", address);
            writer.WriteNumber("Port", port);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>An address and the port behind its last colon; 0 where there is none, as in a bare IPv6 address.</summary>
    private static (string Address, int Port) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort =
            colon >= 0 && (text.IndexOf(':', StringComparison.Ordinal) == colon || text[..colon].EndsWith(']'));
        return
            hasPort && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (text[..colon].Trim('[', ']'), port)
            : (text, 0);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string value)
    {
        if (value.Length > 0)
        {
            writer.WriteString(name, value);
        }
    }
}
