using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Praetor.Agent.Checks;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Probes;

/// <summary>Whether an HTTP request is answered well: 2xx is, 429 is a warning, all else is not.</summary>
public sealed class HttpProbe(TimeProvider time) : ICheckProbe
{
    private const string UserAgent = "Consul Health Check";
    private const string Accept = "text/plain, text/*, */*";
    private const int TooManyRequests = 429;

    // Go's own limit.
    private const int RedirectsMax = 10;

    /// <inheritdoc/>
    public CheckKind Kind => CheckKind.Http;

    /// <inheritdoc/>
    public async ValueTask<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        var type = request.Type;
        var method = type.Method.Length > 0 ? type.Method : "GET";
        using var limit = new CancellationTokenSource(
            TimeLimit.Of(type.Timeout, TimeLimit.Connection).ToTimeSpan(),
            time
        );
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A client of its own, so that no connection is used again: the next look must find out anew.
            using var client = Client(type);
            using var message = Message(type, method);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ended.Token);
            var body = new TailBuffer(request.OutputMax);
            await body.AddAllAsync(await response.Content.ReadAsStreamAsync(ended.Token), ended.Token);
            var code = (int)response.StatusCode;
            return new ProbeResult(
                StatusOf(code),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP {method} {type.Http}: {code} {response.ReasonPhrase} Output: {body}"
                )
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(type, method, "context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        }
        catch (HttpRequestException failure)
        {
            return Failed(
                type,
                method,
                failure.InnerException is ProbeDialException dial ? dial.Message : failure.Message
            );
        }
        catch (Exception broken) when (broken is IOException or UriFormatException or InvalidOperationException)
        {
            return Failed(type, method, broken.Message);
        }
    }

    private static HttpClient Client(CheckType type)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = !type.DisableRedirects,
            MaxAutomaticRedirections = RedirectsMax,
            UseCookies = false,
            // A check is about the service itself, not about what a proxy says of it.
            UseProxy = false,
            SslOptions = Tls.Options(type, ""),
            ConnectCallback = ConnectAsync,
        };
        if (type.TlsServerName.Length == 0)
        {
            handler.SslOptions.TargetHost = null;
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var target = new Target(context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        try
        {
            return new NetworkStream(await target.ConnectAsync(cancellationToken), ownsSocket: true);
        }
        catch (SocketException refused)
        {
            throw new ProbeDialException(target.Describe("tcp", refused), refused);
        }
    }

    private static HttpRequestMessage Message(CheckType type, string method)
    {
        var message = new HttpRequestMessage(new HttpMethod(method), type.Http);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        message.Headers.ConnectionClose = true;
        if (type.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(type.Body));
        }

        foreach (var (name, values) in type.Header ?? Praetor.Foundation.Wire.WireMap<IReadOnlyList<string>?>.Empty)
        {
            message.Headers.Remove(name);
            if (!message.Headers.TryAddWithoutValidation(name, values ?? []))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, values ?? []);
            }
        }

        return message;
    }

    private static string StatusOf(int code) =>
        code is >= 200 and <= 299 ? HealthStatus.Passing
        : code == TooManyRequests ? HealthStatus.Warning
        : HealthStatus.Critical;

    private static ProbeResult Failed(CheckType type, string method, string reason) =>
        new(HealthStatus.Critical, $"{Titled(method)} \"{type.Http}\": {reason}");

    /// <summary>The method as Go names it in its errors: <c>Get</c>.</summary>
    private static string Titled(string method) => method[..1] + method[1..].ToLowerInvariant();

    /// <summary>A connection that could not be made, in Go's words.</summary>
    private sealed class ProbeDialException(string message, Exception inner) : IOException(message, inner);
}
