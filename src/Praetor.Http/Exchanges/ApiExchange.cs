using System.IO.Compression;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Praetor.Foundation.Bytes;
using Praetor.Foundation.Wire;
using Praetor.Http.Routing;
using Praetor.Model.Json;

namespace Praetor.Http.Exchanges;

/// <summary>
/// One request and its answer, over Kestrel's features. An exchange belongs to one connection and is reused for its
/// requests one after another.
/// </summary>
internal sealed class ApiExchange : IDisposable
{
    /// <summary>Shorter answers are not compressed, as in Consul.</summary>
    private const int GzipLengthMin = 1400;

    // An answer that grows past this is sent in parts instead of being held.
    private const int HeldMax = 128 * 1024;

    private const string PlainText = "text/plain; charset=utf-8";

    private readonly AnswerBuffer _buffer = new();
    private readonly Utf8JsonWriter _compact;
    private Utf8JsonWriter? _pretty;
    private IHttpRequestFeature _request = null!; // Set by Begin, before anything else is called.
    private IHttpResponseFeature _response = null!; // The same.
    private IFeatureCollection _features = null!; // The same.
    private Stream? _partial;

    public ApiExchange() => _compact = new Utf8JsonWriter(_buffer, GoJson.Compact);

    /// <summary>The request's method.</summary>
    public string Method => _request.Method;

    /// <summary>The request line's target, as sent.</summary>
    public string RawTarget => _request.RawTarget;

    /// <summary>The request's path and query, decoded.</summary>
    public RequestTarget Target { get; set; }

    /// <summary>The request's parameters.</summary>
    public QueryParameters Query { get; } = new();

    /// <summary>What the path has beyond its route's pattern.</summary>
    public ByteString PathRest { get; set; }

    /// <summary>The request's headers.</summary>
    public IHeaderDictionary RequestHeaders => _request.Headers;

    /// <summary>The answer's headers.</summary>
    public IHeaderDictionary Headers => _response.Headers;

    /// <summary>Cancelled when the client is gone.</summary>
    public CancellationToken Aborted => _features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;

    /// <summary>Whether JSON is indented although the request doesn't ask for it: in -dev mode.</summary>
    public bool IndentAlways { get; set; }

    /// <summary>Whether the answer has begun and its status can't change any more.</summary>
    public bool HasStarted => _response.HasStarted;

    /// <summary>The token the client presents; empty when it presents none.</summary>
    public string Token => RequestToken.Find(Query, RequestHeaders);

    /// <summary>Where the client is; null when it came through a unix socket.</summary>
    public IPAddress? ClientAddress => _features.Get<IHttpConnectionFeature>()?.RemoteIpAddress;

    /// <summary>Lets go of what an answer took, so that an idle connection holds none of it.</summary>
    public void End()
    {
        _buffer.Clear();
        _partial = null;
    }

    /// <summary>Takes up the next request of the connection.</summary>
    public void Begin(IFeatureCollection features)
    {
        _features = features;
        _request = features.GetRequiredFeature<IHttpRequestFeature>();
        _response = features.GetRequiredFeature<IHttpResponseFeature>();
        _buffer.Clear();
        _partial = null;
        PathRest = default;
    }

    /// <summary>The path beyond the route, as text.</summary>
    public string PathRestText() => PathRest.ToString();

    /// <summary>Reads the body, up to a limit.</summary>
    public ValueTask<RequestBody> ReadBodyAsync(long lengthMax) =>
        RequestBody.ReadAsync(BodyReader(), _request.Headers.ContentLength, lengthMax, Aborted);

    /// <summary>Answers with a status and nothing else.</summary>
    public ValueTask AnswerAsync(int status)
    {
        _response.StatusCode = status;
        _response.Headers.ContentLength = 0;
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends the client to another path of this server, with the parameters it gave, as Go's ServeMux does.</summary>
    public ValueTask RedirectAsync(string escapedPath)
    {
        var location = Target.Query.Length > 0 ? $"{escapedPath}?{Target.Query}" : escapedPath;
        Headers.Location = location;
        return HttpMethods.IsGet(Method) || HttpMethods.IsHead(Method)
            ? AnswerTextAsync(
                StatusCodes.Status301MovedPermanently,
                $"<a href=\"{WebUtility.HtmlEncode(location)}\">Moved Permanently</a>.\n\n",
                "text/html; charset=utf-8"
            )
            : AnswerAsync(StatusCodes.Status301MovedPermanently);
    }

    /// <summary>Answers with text.</summary>
    public ValueTask AnswerTextAsync(int status, string text, string contentType = PlainText)
    {
        _buffer.Advance(Encoding.UTF8.GetBytes(text, _buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
        return SendAsync(status, contentType);
    }

    /// <summary>Answers with bytes.</summary>
    public ValueTask AnswerBytesAsync(int status, ReadOnlySpan<byte> bytes, string contentType)
    {
        bytes.CopyTo(_buffer.GetSpan(bytes.Length));
        _buffer.Advance(bytes.Length);
        return SendAsync(status, contentType);
    }

    /// <summary>Answers with one JSON value.</summary>
    public ValueTask AnswerJsonAsync<T>(T value, Action<Utf8JsonWriter, T> write, int status = 200)
    {
        var json = Json();
        write(json, value);
        return FinishJsonAsync(json, status);
    }

    /// <summary>Answers with one record.</summary>
    public ValueTask AnswerJsonAsync<T>(T record, int status = 200)
        where T : IJsonRecord<T> => AnswerJsonAsync(record, static (json, it) => it.WriteJson(json), status);

    /// <summary>Answers <c>true</c> or <c>false</c>.</summary>
    public ValueTask AnswerJsonAsync(bool value) =>
        AnswerJsonAsync(value, static (json, it) => json.WriteBooleanValue(it));

    /// <summary>Answers with a JSON array, sending it in parts when it is large.</summary>
    /// <param name="items">The items; null is written as an empty array, since clients of Consul see one.</param>
    /// <param name="write">Writes one item.</param>
    public async ValueTask AnswerJsonListAsync<T>(IReadOnlyList<T>? items, Action<Utf8JsonWriter, T> write)
    {
        var json = Json();
        json.WriteStartArray();
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            write(json, items![i]); // There is an item, so there are items.
            if (json.BytesPending + _buffer.Length > HeldMax)
            {
                json.Flush();
                await SendPartAsync();
            }
        }

        json.WriteEndArray();
        await FinishJsonAsync(json, 200);
    }

    /// <summary>Answers with a JSON array of records.</summary>
    public ValueTask AnswerJsonListAsync<T>(IReadOnlyList<T>? records)
        where T : IJsonRecord<T> => AnswerJsonListAsync(records, static (json, it) => it.WriteJson(json));

    /// <summary>Closes the connection without an answer: there is nobody to answer.</summary>
    public void Abort() => _features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();

    public void Dispose()
    {
        _compact.Dispose();
        _pretty?.Dispose();
        _buffer.Dispose();
    }

    private bool IsIndented => IndentAlways || Query.Has("pretty");

    private PipeReader BodyReader() =>
        _features.Get<IRequestBodyPipeFeature>()?.Reader ?? PipeReader.Create(_request.Body);

    private Utf8JsonWriter Json()
    {
        var json = IsIndented ? _pretty ??= new Utf8JsonWriter(_buffer, GoJson.Pretty) : _compact;
        json.Reset();
        return json;
    }

    private ValueTask FinishJsonAsync(Utf8JsonWriter json, int status)
    {
        json.Flush();
        if (IsIndented)
        {
            _buffer.GetSpan(1)[0] = (byte)'\n';
            _buffer.Advance(1);
        }

        return _partial is null ? SendAsync(status, "application/json") : SendLastPartAsync();
    }

    private ValueTask SendAsync(int status, string contentType)
    {
        _response.StatusCode = status;
        _response.Headers.ContentType = contentType;
        if (_buffer.Length >= GzipLengthMin && AcceptEncoding.TakesGzip(RequestHeaders.AcceptEncoding))
        {
            return SendCompressedAsync();
        }

        _response.Headers.ContentLength = _buffer.Length;
        return SendPlainAsync();
    }

    private async ValueTask SendPlainAsync()
    {
        var writer = _features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer;
        await writer.WriteAsync(_buffer.Written, Aborted);
    }

    private async ValueTask SendCompressedAsync()
    {
        await SendPartAsync();
        await SendLastPartAsync();
    }

    private async ValueTask SendPartAsync()
    {
        _partial ??= OpenPartial();
        await _partial.WriteAsync(_buffer.Written, Aborted);
        _buffer.Restart();
    }

    private Stream OpenPartial()
    {
        var body = _features.GetRequiredFeature<IHttpResponseBodyFeature>().Stream;
        _response.Headers.ContentType =
            _response.Headers.ContentType.Count > 0 ? _response.Headers.ContentType : "application/json";
        if (!AcceptEncoding.TakesGzip(RequestHeaders.AcceptEncoding))
        {
            return body;
        }

        _response.Headers.ContentEncoding = "gzip";
        return new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
    }

    private async ValueTask SendLastPartAsync()
    {
        await _partial!.WriteAsync(_buffer.Written, Aborted); // Opened by the part before.
        if (_partial is GZipStream)
        {
            await _partial.DisposeAsync();
        }
    }
}
