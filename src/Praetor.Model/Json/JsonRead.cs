using System.Text;
using System.Text.Json;
using Praetor.Foundation.Bytes;
using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Json;

/// <summary>Reads one value at the reader's current token.</summary>
public delegate T JsonReadValue<out T>(ref Utf8JsonReader reader);

/// <summary>
/// Reads values as Go's decoder does, and fails in its words; what the generated codecs call. The grammar has been
/// checked before. Every method stands on the value's first token when called and on its last when it returns, and
/// reads a null as the zero value.
/// </summary>
public static class JsonRead
{
    /// <summary>Stands on an object, or fails.</summary>
    public static void ExpectObject(ref Utf8JsonReader reader, string goType)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Mismatch(ref reader, goType);
        }
    }

    /// <summary>The member's name the reader stands on, unescaped.</summary>
    public static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? JsonText.Utf8(ref reader) : reader.ValueSpan;

    /// <summary>Goes on to the member's value and reads over it, or fails because there is no such member.</summary>
    public static void Unknown(ref Utf8JsonReader reader, bool isIgnored)
    {
        if (!isIgnored)
        {
            throw JsonFormatException.UnknownField(Encoding.UTF8.GetString(Name(ref reader)));
        }

        reader.Skip();
    }

    /// <summary>Text; what is no text becomes U+FFFD.</summary>
    public static string Text(ref Utf8JsonReader reader, string goType)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return JsonText.Read(ref reader);
            case JsonTokenType.Null:
                return "";
            default:
                throw Mismatch(ref reader, goType);
        }
    }

    /// <summary>Text as bytes, without looking whether it is text.</summary>
    public static ByteString Key(ref Utf8JsonReader reader, string goType)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return ByteString.Copy(JsonText.Utf8(ref reader));
            case JsonTokenType.Null:
                return default;
            default:
                throw Mismatch(ref reader, goType);
        }
    }

    /// <summary>A boolean.</summary>
    public static bool Boolean(ref Utf8JsonReader reader, string goType) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw Mismatch(ref reader, goType),
        };

    /// <summary>A whole number of 32 bits.</summary>
    public static int Signed32(ref Utf8JsonReader reader, string goType) =>
        reader.TokenType == JsonTokenType.Null ? 0
        : reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) ? value
        : throw NumberMismatch(ref reader, goType);

    /// <summary>A whole number of 32 bits that is not negative.</summary>
    public static uint Unsigned32(ref Utf8JsonReader reader, string goType) =>
        reader.TokenType == JsonTokenType.Null ? 0
        : reader.TokenType == JsonTokenType.Number && reader.TryGetUInt32(out var value) ? value
        : throw NumberMismatch(ref reader, goType);

    /// <summary>A whole number of 64 bits.</summary>
    public static long Signed64(ref Utf8JsonReader reader, string goType) =>
        reader.TokenType == JsonTokenType.Null ? 0
        : reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) ? value
        : throw NumberMismatch(ref reader, goType);

    /// <summary>A whole number of 64 bits that is not negative.</summary>
    public static ulong Unsigned64(ref Utf8JsonReader reader, string goType) =>
        reader.TokenType == JsonTokenType.Null ? 0
        : reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var value) ? value
        : throw NumberMismatch(ref reader, goType);

    /// <summary>A floating point number.</summary>
    public static double Real(ref Utf8JsonReader reader, string goType) =>
        reader.TokenType == JsonTokenType.Null ? 0
        : reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
        : throw NumberMismatch(ref reader, goType);

    /// <summary>A duration in one of its forms.</summary>
    public static GoDuration Duration(ref Utf8JsonReader reader, string goType, DurationForm form)
    {
        if (form == DurationForm.Number)
        {
            return new GoDuration(Signed64(ref reader, goType));
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return GoDuration.TryParse(JsonText.Read(ref reader), out var duration, out var error)
                    ? duration
                    : throw new JsonFormatException(error);
            case JsonTokenType.Number:
                // Go decodes it as a floating point number first; what is out of range saturates here.
                var number = reader.GetDouble();
                var isSeconds = form == DurationForm.LockDelay && number < 1000;
                return isSeconds ? GoDuration.FromSeconds((long)number) : new GoDuration((long)number);
            default:
                // Consul looks for a text or a number and takes no offence at anything else.
                reader.Skip();
                return GoDuration.Zero;
        }
    }

    /// <summary>Bytes in base64, or null.</summary>
    public static byte[]? Bytes(ref Utf8JsonReader reader, string goType)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return GoBase64.Decode(JsonText.Utf8(ref reader));
            default:
                throw Mismatch(ref reader, goType);
        }
    }

    /// <summary>Any value, as a tree; all numbers are floating point, as in Go.</summary>
    public static object? Dynamic(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String:
                return JsonText.Read(ref reader);
            case JsonTokenType.Number:
                return Real(ref reader, "float64");
            case JsonTokenType.StartArray:
                return List(ref reader, "", Dynamic);
            default:
                return Map(ref reader, "", Dynamic);
        }
    }

    /// <summary>An array, or null.</summary>
    public static IReadOnlyList<T>? List<T>(ref Utf8JsonReader reader, string goType, JsonReadValue<T> readElement)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Mismatch(ref reader, goType);
        }

        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(readElement(ref reader));
        }

        return list.ToArray();
    }

    /// <summary>An object of any members, or null.</summary>
    public static IReadOnlyDictionary<string, T>? Map<T>(
        ref Utf8JsonReader reader,
        string goType,
        JsonReadValue<T> readValue
    )
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        ExpectObject(ref reader, goType);
        var keys = new List<string>();
        var values = new List<T>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            keys.Add(JsonText.Read(ref reader));
            reader.Read();
            values.Add(readValue(ref reader));
        }

        return WireMap.FromArrays(keys.ToArray(), values.ToArray());
    }

    private static JsonFormatException NumberMismatch(ref Utf8JsonReader reader, string goType) =>
        reader.TokenType == JsonTokenType.Number
            ? JsonFormatException.Mismatch("number " + Encoding.UTF8.GetString(reader.ValueSpan), goType)
            : Mismatch(ref reader, goType);

    private static JsonFormatException Mismatch(ref Utf8JsonReader reader, string goType) =>
        JsonFormatException.Mismatch(
            reader.TokenType switch
            {
                JsonTokenType.StartObject => "object",
                JsonTokenType.StartArray => "array",
                JsonTokenType.String => "string",
                JsonTokenType.Number => "number",
                _ => "bool",
            },
            goType
        );
}
