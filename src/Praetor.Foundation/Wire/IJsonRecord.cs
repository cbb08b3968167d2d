using System.Text.Json;

namespace Praetor.Foundation.Wire;

/// <summary>
/// A record with a form in Consul's JSON. Praetor.Generators writes both methods for a partial record that carries
/// <see cref="JsonRecordAttribute"/>. Bodies from clients go through <c>GoJson.Decode</c> in Praetor.Model, which
/// checks the grammar first, in Go's words.
/// </summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IJsonRecord<TSelf>
    where TSelf : IJsonRecord<TSelf>
{
    /// <summary>Appends the record as an object, its members in Consul's order.</summary>
    void WriteJson(Utf8JsonWriter writer);

    /// <summary>Reads the object at the reader's current token; leaves the reader on its last token.</summary>
    /// <exception cref="JsonFormatException">The value is no such record, in Go's words.</exception>
    static abstract TSelf ReadJson(ref Utf8JsonReader reader);
}
