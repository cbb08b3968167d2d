using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Praetor.Probes.Tests;

/// <summary>Answers gRPC calls, over HTTP/2 without TLS, with given bytes and a given code.</summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private HealthServer(byte[] answer, int code, string text)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(static options =>
                options.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2)
            );
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Request = (context.Request.Path.Value!, body.ToArray()); // A request has a path.
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(answer);
            context.Response.AppendTrailer(
                "grpc-status",
                code.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
            context.Response.AppendTrailer("grpc-message", text);
        });
    }

    public string Address => new Uri(_server.Urls.First()).Authority;

    public (string Path, byte[] Body) Request { get; private set; }

    public static async Task<HealthServer> StartAsync(byte[] answer, int code = 0, string text = "")
    {
        var server = new HealthServer(answer, code, text);
        await server._server.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
