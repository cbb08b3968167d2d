using System.Runtime.CompilerServices;
using System.Text.Json;
using Praetor.Foundation.Wire;
using Praetor.Model.Json;

namespace Praetor.Http.Exchanges;

/// <summary>
/// Keeps a record's compact JSON beside it, for as long as somebody holds the record. The state gives out the same
/// object for an instance until a part of it changes, so each change is encoded once and shared by every reader.
/// </summary>
/// <param name="normalize">The form in which clients see the record.</param>
internal sealed class EncodedOnce<T>(Func<T, T> normalize)
    where T : class, IJsonRecord<T>
{
    private readonly ConditionalWeakTable<T, byte[]> _encoded = [];

    /// <summary>Writes the record, indented if the writer is.</summary>
    public void Write(Utf8JsonWriter json, T record)
    {
        if (json.Options.Indented)
        {
            normalize(record).WriteJson(json);
            return;
        }

        json.WriteRawValue(
            _encoded.GetValue(record, it => GoJson.Encode(normalize(it), GoJson.Compact)),
            skipInputValidation: true
        );
    }
}
