using System.Globalization;
using System.Text.Json;
using Praetor.Foundation;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Json;

/// <summary>The values of Go's JSON that .NET's writer has otherwise; what the generated codecs call.</summary>
public static class JsonWrite
{
    /// <summary>Appends bytes in base64, or null.</summary>
    public static void Bytes(Utf8JsonWriter writer, byte[]? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        // Our encoder escapes neither + nor /, so the writer's own base64 is Go's.
        writer.WriteBase64StringValue(value);
    }

    /// <summary>Appends a number as Go prints it: shortest digits, an exponent below 1e-6 and from 1e21 on.</summary>
    /// <exception cref="JsonFormatException">It is infinite or no number, which JSON cannot say. Peers may send such
    /// numbers, so this is an error of the answer and not a mistake of ours.</exception>
    public static void Real(Utf8JsonWriter writer, double value)
    {
        if (!double.IsFinite(value))
        {
            var name =
                double.IsNaN(value) ? "NaN"
                : value > 0 ? "+Inf"
                : "-Inf";
            throw new JsonFormatException("json: unsupported value: " + name);
        }

        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        var text = exponent < 0 ? shortest : Scientific(value, shortest, exponent);
        if (writer.Options.Indented)
        {
            // The writer gives a raw value in a list no line of its own; an element keeps its digits and gets one.
            using var number = JsonDocument.Parse(text);
            number.RootElement.WriteTo(writer);
        }
        else
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }
    }

    /// <summary>Appends a tree without a declared type; see <see cref="MsgPackDynamic"/> for what it may hold.</summary>
    public static void Dynamic(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool boolean:
                writer.WriteBooleanValue(boolean);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                Real(writer, number);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case IReadOnlyDictionary<string, object?> map:
                Map(writer, map, Dynamic);
                break;
            case IReadOnlyList<object?> list:
                List(writer, list, Dynamic);
                break;
            default:
                throw new InvariantException($"{value.GetType()} has no JSON form");
        }
    }

    /// <summary>Appends an array, or null.</summary>
    public static void List<T>(Utf8JsonWriter writer, IReadOnlyList<T>? list, Action<Utf8JsonWriter, T> writeElement)
    {
        if (list is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        for (var i = 0; i < list.Count; i++)
        {
            writeElement(writer, list[i]);
        }

        writer.WriteEndArray();
    }

    /// <summary>Appends an object with its members in byte order, or null.</summary>
    public static void Map<T>(
        Utf8JsonWriter writer,
        IReadOnlyDictionary<string, T>? map,
        Action<Utf8JsonWriter, T> writeValue
    )
    {
        if (map is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach (var (key, value) in WireMap.From(map))
        {
            writer.WritePropertyName(key);
            writeValue(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>.NET has an exponent below 1e-5 and from 1e15 on, which is earlier than Go.</summary>
    private static string Scientific(double value, string shortest, int exponentAt)
    {
        if (Math.Abs(value) is >= 1e-6 and < 1e21)
        {
            // The same digits without an exponent: a decimal holds 28, and there are 17 at most.
            return decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString("0.############################", CultureInfo.InvariantCulture);
        }

        var exponent = int.Parse(
            shortest.AsSpan(exponentAt + 1),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture
        );
        var sign = exponent < 0 ? '-' : '+';
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{shortest.AsSpan(0, exponentAt)}e{sign}{Math.Abs(exponent)}"
        );
    }
}
