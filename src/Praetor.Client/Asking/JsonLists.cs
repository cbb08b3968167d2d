using System.Text.Json;
using Praetor.Model.Json;

namespace Praetor.Client.Asking;

/// <summary>Reads answers that are no records: texts, lists and maps of them.</summary>
internal static class JsonLists
{
    /// <summary>One text.</summary>
    public static string Text(ReadOnlySpan<byte> body) => GoJson.DecodeWith(body, ReadText);

    /// <summary>A list of texts.</summary>
    public static IReadOnlyList<string> Texts(ReadOnlySpan<byte> body) => GoJson.DecodeWith(body, ReadTexts);

    /// <summary>A map of lists of texts, in the order of the keys.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> TextLists(ReadOnlySpan<byte> body) =>
        GoJson.DecodeWith(
            body,
            static (ref Utf8JsonReader reader) => JsonRead.Map(ref reader, "map[string][]string", ReadTexts)
        ) ?? new SortedList<string, IReadOnlyList<string>>();

    private static IReadOnlyList<string> ReadTexts(ref Utf8JsonReader reader) =>
        JsonRead.List(ref reader, "[]string", ReadText) ?? [];

    private static string ReadText(ref Utf8JsonReader reader) => JsonRead.Text(ref reader, "string");
}
