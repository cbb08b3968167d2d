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
    public static void Real(Utf8JsonWriter writer, double value)
    {
        Invariant.Check(double.IsFinite(value), "JSON has no infinite numbers");
        var magnitude = Math.Abs(value);
        if (magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e21))
        {
            writer.WriteRawValue(Plain(value), skipInputValidation: true);
            return;
        }

        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var digits = Digits(shortest);
        var exponent = int.Parse(
            text.AsSpan(text.IndexOf('E') + 1),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture
        );
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        var sign = value < 0 ? "-" : "";
        writer.WriteRawValue(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}"
            ),
            skipInputValidation: true
        );
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

    private static string Plain(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (!text.Contains('E', StringComparison.Ordinal))
        {
            return text;
        }

        // Below 1e-4 and from 1e15 on .NET changes to an exponent; as a decimal the same digits stay plain.
        return decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static string Digits(string shortest)
    {
        var mantissa = shortest.Split('E')[0].TrimStart('-').Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var trimmed = mantissa.TrimEnd('0');
        return trimmed.Length == 0 ? "0" : trimmed;
    }
}
