using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Json;

/// <summary>JSON byte for byte as Go's encoding/json writes it, and read with its rules and errors.</summary>
/// <remarks>https://pkg.go.dev/encoding/json</remarks>
public static class GoJson
{
    /// <summary>Escapes what Go escapes.</summary>
    public static readonly JavaScriptEncoder Encoder = GoJsonEncoder.Shared;

    /// <summary>Without space, as answers are by default.</summary>
    public static readonly JsonWriterOptions Compact = new()
    {
        Encoder = Encoder,
        // The codecs are generated and tested; checking every token again would only cost time.
        SkipValidation = true,
    };

    /// <summary>Indented by four spaces, as answers to <c>?pretty</c> are; a line feed follows them there.</summary>
    public static readonly JsonWriterOptions Pretty = Compact with { Indented = true, IndentSize = 4, NewLine = "\n" };

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = GoJsonGrammar.MaxDepth };

    /// <summary>A record's JSON.</summary>
    /// <param name="record">What to write.</param>
    /// <param name="options"><see cref="Compact"/> or <see cref="Pretty"/>.</param>
    public static byte[] Encode<T>(T record, JsonWriterOptions options)
        where T : IJsonRecord<T> => Encode(options, writer => record.WriteJson(writer));

    /// <summary>A list's JSON; <c>null</c> for null.</summary>
    /// <param name="records">What to write.</param>
    /// <param name="options"><see cref="Compact"/> or <see cref="Pretty"/>.</param>
    public static byte[] EncodeList<T>(IReadOnlyList<T>? records, JsonWriterOptions options)
        where T : IJsonRecord<T> =>
        Encode(options, writer => JsonWrite.List(writer, records, static (w, record) => record.WriteJson(w)));

    /// <summary>
    /// The record that a body from a client says. What follows the first value is not looked at, as in Consul.
    /// </summary>
    /// <param name="body">The whole body; the caller has bounded it.</param>
    /// <exception cref="JsonFormatException">It says no such record; Go's words, to be shown to the client.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> body)
        where T : IJsonRecord<T>
    {
        var reader = new Utf8JsonReader(GoJsonGrammar.FirstValue(body), Reading);
        reader.Read();
        return T.ReadJson(ref reader);
    }

    /// <summary>The list that a body from a client says; null for <c>null</c>.</summary>
    /// <param name="body">The whole body; the caller has bounded it.</param>
    /// <param name="goType">Go's name of the list's type, for errors: <c>api.TxnOps</c>.</param>
    /// <exception cref="JsonFormatException">It says no such list; Go's words, to be shown to the client.</exception>
    public static IReadOnlyList<T>? DecodeList<T>(ReadOnlySpan<byte> body, string goType)
        where T : IJsonRecord<T>
    {
        var reader = new Utf8JsonReader(GoJsonGrammar.FirstValue(body), Reading);
        reader.Read();
        return JsonRead.List(ref reader, goType, T.ReadJson);
    }

    /// <summary>What a reader of its own makes of a body: for what is no record, such as a map of lists.</summary>
    /// <param name="body">The whole body; the caller has bounded it.</param>
    /// <param name="read">Reads the value at the reader's current token.</param>
    /// <exception cref="JsonFormatException">It breaks JSON's grammar, or the reader refuses it; Go's words.</exception>
    public static T DecodeWith<T>(ReadOnlySpan<byte> body, JsonReadValue<T> read)
    {
        var reader = new Utf8JsonReader(GoJsonGrammar.FirstValue(body), Reading);
        reader.Read();
        return read(ref reader);
    }

    /// <summary>The free-form tree that a body from a client says.</summary>
    /// <param name="body">The whole body; the caller has bounded it.</param>
    /// <exception cref="JsonFormatException">It breaks JSON's grammar; Go's words.</exception>
    public static object? DecodeDynamic(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(GoJsonGrammar.FirstValue(body), Reading);
        reader.Read();
        return JsonRead.Dynamic(ref reader);
    }

    private static byte[] Encode(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
