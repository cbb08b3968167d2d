using System.Globalization;
using System.Net;
using System.Text;
using Praetor.Foundation.Wire;
using Praetor.Model.Json;

namespace Praetor.Client.Asking;

/// <summary>What the agent answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="IndexText">The header <c>X-Consul-Index</c>; null where there is none.</param>
/// <param name="Body">The whole body.</param>
internal sealed record ApiAnswer(HttpStatusCode Status, string? IndexText, byte[] Body)
{
    /// <summary>The index of the last change; 0 for none.</summary>
    public ulong Index =>
        ulong.TryParse(IndexText, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>This answer, if it is the one wished for.</summary>
    /// <exception cref="ApiException">It is another.</exception>
    public ApiAnswer RequireOk() => Status == HttpStatusCode.OK ? this : throw ApiException.Unexpected(Status, Text);

    /// <summary>Whether a conditional change was made.</summary>
    public bool SaysTrue() => RequireOk().Text.Contains("true", StringComparison.Ordinal);

    /// <summary>The record that the body is.</summary>
    public ReadAnswer<T> Record<T>()
        where T : IJsonRecord<T> => Read(body => GoJson.Decode<T>(body));

    /// <summary>The list of records that the body is.</summary>
    public ReadAnswer<IReadOnlyList<T>> List<T>()
        where T : IJsonRecord<T> => Read(body => GoJson.DecodeList<T>(body, "[]object") ?? []);

    /// <summary>What a reader makes of the body.</summary>
    /// <exception cref="ApiException">The body cannot be read.</exception>
    public ReadAnswer<T> Read<T>(BodyReader<T> read)
    {
        try
        {
            return new ReadAnswer<T>(read(RequireOk().Body), Index);
        }
        catch (JsonFormatException unreadable)
        {
            throw new ApiException(unreadable.Message, unreadable);
        }
    }
}

/// <summary>Makes something of a body.</summary>
internal delegate T BodyReader<out T>(ReadOnlySpan<byte> body);
