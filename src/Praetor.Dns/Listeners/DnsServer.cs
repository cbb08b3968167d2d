using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Praetor.Dns.Answers;
using Praetor.Foundation.Loops;
using Praetor.Model.Rpc;

namespace Praetor.Dns.Listeners;

/// <summary>
/// The DNS interface: a UDP socket and a thread a core for each address, and a TCP listener. The executable makes it,
/// starts it once and stops it.
/// </summary>
public sealed class DnsServer : IAsyncDisposable
{
    // SOL_SOCKET and SO_REUSEPORT of Linux, which .NET has no names for: many sockets share a port, and the kernel
    // spreads clients over them.
    private const int SocketLevel = 1;
    private const int ReusePort = 15;
    private const int ReceiveBufferSize = 1024 * 1024;

    // More threads than this answer more than any network brings.
    private const int ThreadsMax = 16;
    private const int BacklogMax = 512;

    private readonly IReadOnlyList<IPEndPoint> _addresses;
    private readonly DnsSeams _seams;
    private readonly ResponderSource _responders;
    private readonly LaterAnswers _later;
    private readonly List<Socket> _sockets = [];
    private readonly List<IPEndPoint> _bound = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _threads = [];

    /// <param name="addresses">Where to listen; port 0 is one that is free.</param>
    /// <param name="settings">How to answer.</param>
    /// <param name="link">Whom to ask.</param>
    /// <param name="seams">Clock, randomness and threads.</param>
    public DnsServer(IReadOnlyList<IPEndPoint> addresses, DnsSettings settings, IServerLink link, DnsSeams seams)
    {
        _addresses = addresses;
        _seams = seams;
        _responders = new ResponderSource(settings, link, seams.Time, seams.Random);
        _later = new LaterAnswers(seams.Loggers.CreateLogger<LaterAnswers>());
    }

    /// <summary>Where it listens, with the ports that were found free.</summary>
    public IReadOnlyList<IPEndPoint> BoundAddresses => _bound;

    /// <summary>Binds the addresses and begins to answer.</summary>
    /// <param name="background">Where its loops run.</param>
    /// <exception cref="IOException">An address is taken or not ours.</exception>
    public void Start(Background background)
    {
        foreach (var address in _addresses)
        {
            try
            {
                Listen(address, background);
            }
            catch (SocketException failure)
            {
                throw new IOException($"DNS cannot listen on {address}: {failure.Message}", failure);
            }
        }
    }

    /// <summary>Has the next answers made by other settings. Where it listens does not change. From any thread.</summary>
    public void Apply(DnsSettings settings) => _responders.Apply(settings);

    /// <summary>Ends the listeners. Answers that wait for servers are given up. A second call does nothing more.</summary>
    public async ValueTask StopAsync()
    {
        _stopping.Cancel();
        foreach (var socket in _sockets.Where(static socket => socket.SocketType == SocketType.Dgram))
        {
            // This wakes the thread that blocks in it.
            socket.Dispose();
        }

        await Task.WhenAll(_threads);
        await _later.StoppedAsync();
        foreach (var socket in _sockets)
        {
            // One that accepts ends by its token; closed before, its end would look like a fault.
            socket.Dispose();
        }
    }

    /// <summary>Stops, if that has not been done.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private void Listen(IPEndPoint address, Background background)
    {
        // 1. TCP finds the port, if any will do.
        var tcp = Open(address, SocketType.Stream);
        tcp.Bind(address);
        tcp.Listen(BacklogMax);
        // A stream socket that is bound has an IP endpoint.
        var bound = (IPEndPoint)tcp.LocalEndPoint!;
        _bound.Add(bound);
        var listener = new TcpListener(tcp, _responders, _seams.Time, _seams.Loggers.CreateLogger<TcpListener>());
        Run(background, $"dns-tcp-{bound}", listener.RunAsync);

        // 2. Whoever shares our port would take some of our questions: a socket that does not share finds out.
        using (var probe = new Socket(bound.AddressFamily, SocketType.Dgram, ProtocolType.Udp))
        {
            probe.Bind(bound);
        }

        // 3. A socket a thread.
        for (var i = 0; i < Math.Min(Environment.ProcessorCount, ThreadsMax); i++)
        {
            var udp = Open(bound, SocketType.Dgram);
            udp.SetRawSocketOption(SocketLevel, ReusePort, BitConverter.GetBytes(1));
            udp.ReceiveBufferSize = ReceiveBufferSize;
            udp.Bind(bound);
            var answering = new UdpListener(udp, _responders, _later, _seams.Loggers.CreateLogger<UdpListener>());
            Run(
                background,
                $"dns-udp-{bound}-{i}",
                stopping => _seams.Threads.RunAsync("dns-udp", Blocking(answering), stopping)
            );
        }
    }

    private static Func<CancellationToken, Task> Blocking(UdpListener listener) =>
        stopping =>
        {
            listener.Run(stopping);
            return Task.CompletedTask;
        };

    private void Run(Background background, string name, Func<CancellationToken, Task> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _threads.Add(ended.Task);
        background.Run(
            name,
            async stopping =>
            {
                try
                {
                    await work(stopping);
                }
                finally
                {
                    ended.SetResult();
                }
            },
            _stopping.Token
        );
    }

    private Socket Open(IPEndPoint address, SocketType type)
    {
        var socket = new Socket(
            address.AddressFamily,
            type,
            type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp
        );
        _sockets.Add(socket);
        return socket;
    }
}
