using System.Text;
using System.Text.Json;
using Praetor.Foundation.Wire;
using Xunit;

namespace Praetor.Model.Tests.Json;

/// <summary>
/// Goal: JSON as Consul 1.16.4 wrote and took it. Method: its answers decode and encode to the same text; requests
/// sent to it decode, or fail with the words with which it refused them.
/// </summary>
public sealed class RecordedJsonTests
{
    public static TheoryData<string, string, string> Answers()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in RecordedJson.Rows("json-answers.jsonl"))
        {
            data.Add(Text(row, "id"), Text(row, "type"), row.GetProperty("json").GetRawText());
        }

        return data;
    }

    public static TheoryData<string, string, string, string?> Requests()
    {
        var data = new TheoryData<string, string, string, string?>();
        foreach (var row in RecordedJson.Rows("json-requests.jsonl"))
        {
            data.Add(Text(row, "id"), Text(row, "type"), Text(row, "body"), row.GetProperty("error").GetString());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answers_come_back_letter_for_letter(string id, string type, string json)
    {
        var again = JsonRecords.All[type](Encoding.UTF8.GetBytes(json));
        Assert.Equal($"{id}: {json}", $"{id}: {again}");
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Requests_are_taken_or_refused_in_Consuls_words(string id, string type, string body, string? error)
    {
        var refusal = Record.Exception(() => JsonRecords.All[type](Encoding.UTF8.GetBytes(body)));
        Assert.Equal($"{id}: {error}", $"{id}: {(refusal as JsonFormatException)?.Message ?? refusal?.ToString()}");
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
