using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Praetor.Http.Routing;

namespace Praetor.Http.Serving;

/// <summary>
/// The listeners of the HTTP API. Kestrel is used bare, without a host: the agent owns the order of start and stop, and
/// a request costs no more than Kestrel itself and our handler.
/// </summary>
public sealed class HttpServer : IAsyncDisposable
{
    private readonly IReadOnlyList<EndPoint> _addresses;
    private readonly KestrelServer _kestrel;
    private readonly ApiApplication _application;
    private readonly ServiceProvider _services;

    internal HttpServer(
        IReadOnlyList<EndPoint> addresses,
        RouteTable routes,
        ApiSettings settings,
        ILoggerFactory loggers
    )
    {
        _addresses = addresses;
        _services = new ServiceCollection().AddSingleton(loggers).AddLogging().BuildServiceProvider();
        var options = new KestrelServerOptions { ApplicationServices = _services, AddServerHeader = false };
        // Each route bounds its own body, since the limits differ and the refusals are Consul's.
        options.Limits.MaxRequestBodySize = null;
        // Go bounds the size of all headers and not their number.
        options.Limits.MaxRequestLineSize = 1024 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 1024 * 1024;
        options.Limits.MaxRequestHeaderCount = 10_000;
        // A blocking query's client sends nothing for ten minutes; it is not slow, it waits.
        options.Limits.MinRequestBodyDataRate = new MinDataRate(
            bytesPerSecond: 240,
            gracePeriod: TimeSpan.FromSeconds(10)
        );
        options.AllowSynchronousIO = false;
        var limit = settings.ConnectionsPerClientMax > 0 ? new ConnectionLimit(settings.ConnectionsPerClientMax) : null;
        foreach (var address in addresses)
        {
            options.Listen(address, listen => Configure(listen, limit));
        }

        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        _kestrel = new KestrelServer(Options.Create(options), transport, loggers);
        _application = new ApiApplication(routes, settings, loggers.CreateLogger<ApiApplication>());
    }

    /// <summary>Binds the addresses and begins to answer.</summary>
    /// <exception cref="IOException">An address is taken or not ours.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var address in _addresses.OfType<UnixDomainSocketEndPoint>())
        {
            // Left behind by an agent that was killed; nobody could listen there again.
            File.Delete(address.ToString());
        }

        try
        {
            await _kestrel.StartAsync(_application, cancellationToken);
        }
        catch (SocketException refused)
        {
            throw new IOException($"listening for HTTP on {string.Join(", ", _addresses)}: {refused.Message}", refused);
        }
    }

    /// <summary>Where it listens, with the ports the system chose for those that were 0; empty before it is started.</summary>
    public IReadOnlyList<EndPoint> BoundAddresses =>
        [
            .. (_kestrel.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(static address =>
                (EndPoint)IPEndPoint.Parse(new Uri(address).Authority)
            ),
        ];

    /// <summary>Stops taking connections and lets requests under way finish, until the token is cancelled.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    private static void Configure(ListenOptions listen, ConnectionLimit? limit)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (limit is not null)
        {
            listen.Use(limit.Wrap);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _kestrel.Dispose();
        await _services.DisposeAsync();
    }
}
