using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Praetor.Client.Connecting;

namespace Praetor.Client.Asking;

/// <summary>Sends requests to one agent. Any number of requests may be on their way at once.</summary>
internal sealed class ApiTransport : IDisposable
{
    private readonly ClientSettings _settings;
    private readonly AgentAddress _address;
    private readonly string _token;
    private readonly HttpClient _http;

    /// <param name="handler">Stands in for the network in tests; null for the network.</param>
    /// <exception cref="ApiException">The settings name a scheme or a file that is not there.</exception>
    public ApiTransport(ClientSettings settings, HttpMessageHandler? handler)
    {
        _settings = settings;
        // In this order, which decides what is complained about first.
        _address = AgentAddress.Parse(settings.Address, settings.UseTls);
        _token = Token(settings);
        // Requests end when they are answered: blocking queries take minutes.
        _http = new HttpClient(handler ?? Network()) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a request and takes in the whole answer, whatever its status.</summary>
    /// <exception cref="ApiException">There is no answer.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        request
            .WithAny("dc", _settings.Datacenter)
            .WithAny("ns", _settings.Namespace)
            .WithAny("partition", _settings.Partition);
        var url = $"{_address.Scheme}://{_address.Authority}{_address.PathPrefix}{request.Target()}";
        using var message = Message(request, url);
        try
        {
            using var response = await _http.SendAsync(message, cancellationToken);
            return new ApiAnswer(
                response.StatusCode,
                response.Headers.TryGetValues("X-Consul-Index", out var index) ? index.First() : null,
                await response.Content.ReadAsByteArrayAsync(cancellationToken)
            );
        }
        catch (HttpRequestException failure)
        {
            throw new ApiException($"{Verb(request.Method)} \"{url}\": {Words(failure)}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Message(ApiRequest request, string url)
    {
        // Keys are any bytes, and "a//b" or "a/../b" are keys too: the path must go out as it is.
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        if (!Uri.TryCreate(url, options, out var uri))
        {
            throw new ApiException($"parse \"{url}\": invalid address");
        }

        var message = new HttpRequestMessage(request.Method, uri);
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
        }

        if (_address.Scheme == "https" && _settings.Tls.ServerName.Length > 0)
        {
            // The framework expects the certificate to be for the host that is asked for, whatever TargetHost says.
            message.Headers.Host = _settings.Tls.ServerName;
        }

        if (_token.Length > 0)
        {
            message.Headers.TryAddWithoutValidation("X-Consul-Token", _token);
        }

        if (_settings.Credentials is { } credentials)
        {
            var pair = Encoding.UTF8.GetBytes($"{credentials.User}:{credentials.Password}");
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }

        return message;
    }

    private SocketsHttpHandler Network()
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            // Go asks no proxy for what is on this machine, and most agents are.
            UseProxy = _address.SocketPath is null && !IsLocal(_address.Authority),
            ConnectCallback = (connection, cancellationToken) =>
                _address.SocketPath is { } path
                    ? Dialer.UnixAsync(path, cancellationToken)
                    : Dialer.TcpAsync(connection.DnsEndPoint, cancellationToken),
        };
        if (_address.Scheme == "https")
        {
            handler.SslOptions = TlsOptions.Of(_settings.Tls);
        }

        return handler;
    }

    private static bool IsLocal(string authority) =>
        authority.StartsWith("127.", StringComparison.Ordinal)
        || authority.StartsWith("localhost", StringComparison.Ordinal)
        || authority.StartsWith("[::1]", StringComparison.Ordinal);

    private static string Token(ClientSettings settings)
    {
        if (settings.TokenFile.Length == 0)
        {
            return settings.Token;
        }

        try
        {
            return File.ReadAllText(settings.TokenFile).Trim() is { Length: > 0 } token ? token : settings.Token;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ApiException(
                $"Error loading token file {settings.TokenFile} : {FileFailure.Opening(settings.TokenFile, failure)}",
                failure
            );
        }
    }

    private static string Verb(HttpMethod method) => method.Method[..1] + method.Method[1..].ToLowerInvariant();

    private static string Words(HttpRequestException failure) =>
        failure switch
        {
            { InnerException: DialException dial } => dial.Message,
            { InnerException: SocketException socket } => Dialer.Words(socket),
            { InnerException: AuthenticationException tls } => TlsOptions.Words(tls),
            { HttpRequestError: HttpRequestError.ResponseEnded } => "EOF",
            _ => failure.Message,
        };
}
