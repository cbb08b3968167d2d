using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Xunit;

namespace Praetor.Http.Tests.Serving;

/// <summary>What every route gets from the server around it, over real sockets.</summary>
public sealed class HttpServerTests
{
    private static readonly IReadOnlyList<Route> Routes =
    [
        new Route("/v1/echo/", ["GET", "PUT"], EchoAsync),
        new Route("/v1/big", ["GET"], static exchange => exchange.AnswerTextAsync(200, new string('x', 5_000))),
        new Route("/v1/fails", ["GET"], static _ => throw new InvalidOperationException("a bug")),
    ];

    [Fact]
    public async Task Wrong_method_is_refused_with_those_that_work()
    {
        await using var server = await RunningServer.StartAsync(new ApiSettings());
        using var answer = await server.Client.PostAsync("/v1/echo/x", null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["OPTIONS", "GET", "PUT"], answer.Content.Headers.Allow);
        Assert.Equal("method POST not allowed", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/v1/nope", "Invalid URL path: not a recognized HTTP API endpoint\n")]
    [InlineData("/nope", "Invalid URL path: if attempting to use the HTTP API, ensure the path starts with '/v1/'\n")]
    public async Task Unknown_path_says_what_paths_look_like(string path, string text)
    {
        await using var server = await RunningServer.StartAsync(new ApiSettings());
        using var answer = await server.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Surprise_in_a_handler_costs_one_request_and_no_more()
    {
        await using var server = await RunningServer.StartAsync(new ApiSettings());
        using var failed = await server.Client.GetAsync("/v1/fails");
        using var next = await server.Client.GetAsync("/v1/echo/x");

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.DoesNotContain("a bug", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task Body_above_the_limit_is_not_read_whether_its_length_is_declared_or_not()
    {
        await using var server = await RunningServer.StartAsync(new ApiSettings());
        using var declared = await server.Client.PutAsync("/v1/echo/x", new ByteArrayContent(new byte[101]));
        using var endless = new HttpRequestMessage(HttpMethod.Put, "/v1/echo/x")
        {
            Content = new StreamContent(new MemoryStream(new byte[101])),
        };
        endless.Headers.TransferEncodingChunked = true;
        using var chunked = await server.Client.SendAsync(endless);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, declared.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, chunked.StatusCode);
    }

    [Fact]
    public async Task Long_answer_is_compressed_for_those_who_take_it()
    {
        await using var server = await RunningServer.StartAsync(new ApiSettings());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/big");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
    }

    [Fact]
    public async Task Closed_endpoints_and_foreign_writers_are_refused()
    {
        var settings = new ApiSettings { BlockedPrefixes = ["/v1/big"], WritersFrom = [IPNetwork.Parse("10.0.0.0/8")] };
        await using var server = await RunningServer.StartAsync(settings);
        using var blocked = await server.Client.GetAsync("/v1/big");
        using var written = await server.Client.PutAsync("/v1/echo/x", new StringContent("x"));
        using var read = await server.Client.GetAsync("/v1/echo/x");

        Assert.Equal("Endpoint is blocked by agent configuration", await blocked.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Forbidden, blocked.StatusCode);
        Assert.Equal("Access is restricted", await written.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Forbidden, written.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Connection_above_the_limit_of_a_client_is_told_so()
    {
        await using var server = await RunningServer.StartAsync(new ApiSettings { ConnectionsPerClientMax = 1 });
        using var first = await server.Client.GetAsync("/v1/echo/x");
        using var second = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await second.ConnectAsync(server.Address);
        var bytes = new byte[1024];
        var read = await second.ReceiveAsync(bytes);

        Assert.StartsWith("HTTP/1.1 429", Encoding.ASCII.GetString(bytes, 0, read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_is_not_ours_is_named_in_the_error()
    {
        await using var server = new HttpServer(
            [new IPEndPoint(IPAddress.Parse("198.51.100.7"), 8500)],
            new RouteTable(Routes),
            new ApiSettings(),
            NullLoggerFactory.Instance
        );

        var refused = await Assert.ThrowsAsync<IOException>(() => server.StartAsync(CancellationToken.None));
        Assert.Contains("198.51.100.7:8500", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unix_socket_answers_and_one_left_behind_is_no_hindrance()
    {
        var path = Path.Combine(Path.GetTempPath(), $"praetor-{Guid.NewGuid():N}.sock");
        await File.WriteAllTextAsync(path, "left behind");
        await using var server = new HttpServer(
            [new UnixDomainSocketEndPoint(path)],
            new RouteTable(Routes),
            new ApiSettings(),
            NullLoggerFactory.Instance
        );
        await server.StartAsync(CancellationToken.None);
        using var client = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellationToken) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        );

        Assert.Equal("x", await client.GetStringAsync("http://agent/v1/echo/x"));
    }

    private static async ValueTask EchoAsync(ApiExchange exchange)
    {
        var body = await exchange.ReadBodyAsync(lengthMax: 100);
        await (
            body.Bytes is null
                ? exchange.AnswerTooLargeAsync(body, 100)
                : exchange.AnswerTextAsync(200, exchange.PathRestText())
        );
    }

    private sealed class RunningServer(HttpServer server, IPEndPoint address) : IAsyncDisposable
    {
        public IPEndPoint Address => address;

        public HttpClient Client { get; } = new() { BaseAddress = new Uri($"http://{address}") };

        public static async Task<RunningServer> StartAsync(ApiSettings settings)
        {
            var server = new HttpServer(
                [new IPEndPoint(IPAddress.Loopback, 0)],
                new RouteTable(Routes),
                settings,
                NullLoggerFactory.Instance
            );
            await server.StartAsync(CancellationToken.None);
            return new RunningServer(server, server.BoundAddresses.OfType<IPEndPoint>().Single());
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await server.StopAsync(CancellationToken.None);
            await server.DisposeAsync();
        }
    }
}
