using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Praetor.Consensus.Core;
using Praetor.Foundation.Wire;

// The names are the format's, whatever ours are called.
#pragma warning disable CA1507

namespace Praetor.Consensus.Snapshots;

/// <summary>What a snapshot says of itself: meta.json, in an archive and on disk, as HashiCorp Raft writes it.</summary>
public sealed record SnapshotMeta
{
    // A group of a thousand servers stays far below.
    internal const int JsonBytesMax = 1 << 20;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // Go leaves '+' and '/' of base64 as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The format's version; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>term-index-milliseconds since 1970, which is also the folder's name.</summary>
    public required string Id { get; init; }

    /// <summary>The last entry it covers.</summary>
    public required LogIndex Index { get; init; }

    public required Term Term { get; init; }

    /// <summary>The group as of that entry.</summary>
    public required ServerConfiguration Configuration { get; init; }

    public required LogIndex ConfigurationIndex { get; init; }

    /// <summary>The state's length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The state's CRC-64 (ECMA, reflected), big-endian; on disk only, null in an archive.</summary>
    public ulong? Checksum { get; init; }

    internal static string NewId(SnapshotMark mark, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{mark.Term.Value}-{mark.Index.Value}-{now.ToUnixTimeMilliseconds()}"
        );

    internal SnapshotMark ToMark() => new(Index, Term, Configuration, ConfigurationIndex);

    /// <summary>The JSON text with the newline that Go's encoder ends it with.</summary>
    internal byte[] ToJson()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("Version", Version);
            json.WriteString("ID", Id);
            json.WriteNumber("Index", Index.Value);
            json.WriteNumber("Term", Term.Value);
            json.WriteBase64String("Peers", EncodePeers());
            json.WriteStartObject("Configuration");
            json.WriteStartArray("Servers");
            foreach (var server in Configuration.Servers)
            {
                json.WriteStartObject();
                json.WriteNumber("Suffrage", (int)server.Suffrage);
                json.WriteString("ID", server.Id.Value);
                json.WriteString("Address", server.Address);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteNumber("ConfigurationIndex", ConfigurationIndex.Value);
            json.WriteNumber("Size", Size);
            if (Checksum is { } checksum)
            {
                Span<byte> bytes = stackalloc byte[sizeof(ulong)];
                System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, checksum);
                json.WriteBase64String("CRC", bytes);
            }

            json.WriteEndObject();
        }

        output.Write("\n"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">The text is not a snapshot's meta.json.</exception>
    internal static SnapshotMeta FromJson(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new SnapshotMeta
            {
                Version = root.GetProperty("Version").GetInt32(),
                Id = root.GetProperty("ID").GetString() ?? "",
                Index = new LogIndex(root.GetProperty("Index").GetUInt64()),
                Term = new Term(root.GetProperty("Term").GetUInt64()),
                Configuration = ReadConfiguration(root),
                ConfigurationIndex = new LogIndex(root.GetProperty("ConfigurationIndex").GetUInt64()),
                Size = root.GetProperty("Size").GetInt64(),
                Checksum =
                    root.TryGetProperty("CRC", out var crc) && crc.ValueKind == JsonValueKind.String
                        ? System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(crc.GetBytesFromBase64())
                        : null,
            };
        }
        catch (Exception malformed)
            when (malformed
                    is InvalidOperationException
                        or KeyNotFoundException
                        or FormatException
                        or ArgumentOutOfRangeException
            )
        {
            throw new JsonException(malformed.Message, malformed);
        }
    }

    private static ServerConfiguration ReadConfiguration(JsonElement root)
    {
        var servers = root.GetProperty("Configuration").GetProperty("Servers");
        return servers.ValueKind == JsonValueKind.Null
            ? ServerConfiguration.Empty
            : new ServerConfiguration([.. servers.EnumerateArray().Select(ReadServer)]);
    }

    private static RaftServer ReadServer(JsonElement server) =>
        new(
            new ServerId(server.GetProperty("ID").GetString() ?? ""),
            server.GetProperty("Address").GetString() ?? "",
            (Suffrage)server.GetProperty("Suffrage").GetByte()
        );

    // The form of configurations before HashiCorp Raft's version 3: an array of the voters' addresses.
    private byte[] EncodePeers()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MsgPackWriter(output);
        writer.WriteArrayHeader(Configuration.VoterCount);
        foreach (var server in Configuration.Servers.Where(server => server.Suffrage == Suffrage.Voter))
        {
            writer.WriteString(server.Address);
        }

        return output.WrittenSpan.ToArray();
    }
}
