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

    /// <summary>The member <c>ID</c> of an object, which is how answers name what was just made; empty when it has none.</summary>
    public static string Id(ReadOnlySpan<byte> body) =>
        GoJson.DecodeDynamic(body) is IReadOnlyDictionary<string, object?> members
        && members.TryGetValue("ID", out var id)
        && id is string text
            ? text
            : "";

    private static IReadOnlyList<string> ReadTexts(ref Utf8JsonReader reader) =>
        JsonRead.List(ref reader, "[]string", ReadText) ?? [];

    private static string ReadText(ref Utf8JsonReader reader) => JsonRead.Text(ref reader, "string");
}
