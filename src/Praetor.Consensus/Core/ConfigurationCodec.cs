using System.Buffers;
using Praetor.Foundation.Wire;

namespace Praetor.Consensus.Core;

/// <summary>
/// The payload of a configuration entry as HashiCorp Raft writes it:
/// <c>{Servers: [{Address, ID, Suffrage}]}</c> in msgpack.
/// </summary>
internal static class ConfigurationCodec
{
    // A server takes at least 20 bytes; a group of more than some dozens is of no use.
    private const int ServersMax = 1024;

    public static ReadOnlyMemory<byte> Encode(ServerConfiguration configuration)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MsgPackWriter(output);
        writer.WriteMapHeader(1);
        writer.WriteString("Servers");
        writer.WriteArrayHeader(configuration.Servers.Count);
        foreach (var server in configuration.Servers)
        {
            writer.WriteMapHeader(3);
            writer.WriteString("Address");
            writer.WriteString(server.Address);
            writer.WriteString("ID");
            writer.WriteString(server.Id.Value);
            writer.WriteString("Suffrage");
            writer.WriteInt64((long)server.Suffrage);
        }

        return output.WrittenMemory;
    }

    /// <exception cref="WireFormatException">The bytes are no configuration.</exception>
    public static ServerConfiguration Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new MsgPackReader(bytes);
        var servers = new List<RaftServer>();
        for (var fields = reader.EnterMap(); fields > 0; fields--)
        {
            if (reader.ReadString() != "Servers")
            {
                reader.Skip();
                continue;
            }

            var count = reader.EnterArray();
            if (count > ServersMax)
            {
                throw new WireFormatException(reader.Position, $"{count} servers");
            }

            for (; count > 0; count--)
            {
                servers.Add(DecodeServer(ref reader));
            }

            reader.Leave();
        }

        reader.Leave();
        return new ServerConfiguration(servers);
    }

    private static RaftServer DecodeServer(ref MsgPackReader reader)
    {
        var (address, id, suffrage) = ("", "", 0L);
        for (var fields = reader.EnterMap(); fields > 0; fields--)
        {
            switch (reader.ReadString())
            {
                case "Address":
                    address = reader.ReadString();
                    break;
                case "ID":
                    id = reader.ReadString();
                    break;
                case "Suffrage":
                    suffrage = reader.ReadInt64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
        return suffrage is >= 0 and <= (long)Suffrage.Staging
            ? new RaftServer(new ServerId(id), address, (Suffrage)suffrage)
            : throw new WireFormatException(reader.Position, $"a suffrage of {suffrage}");
    }
}
