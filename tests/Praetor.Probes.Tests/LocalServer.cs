using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Praetor.Probes.Tests;

/// <summary>Answers each connection on a port of its own with given bytes, and keeps what it was sent.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;

    /// <param name="answer">The answer to a request's head; null keeps the client waiting.</param>
    public LocalServer(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!; // It listens.

    public string? Request { get; private set; }

    /// <summary>An answer with a length.</summary>
    public static string Answer(string status, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        _stopping.Cancel();
        await _serving;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                await ServeAsync(socket);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            var buffer = new byte[8192];
            var length = await socket.ReceiveAsync(buffer, _stopping.Token);
            Request = Encoding.UTF8.GetString(buffer, 0, length);
            if (_answer(Request) is { } answer)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(answer), _stopping.Token);
                socket.Shutdown(SocketShutdown.Both);
            }
            else
            {
                // Until the client gives up.
                await socket.ReceiveAsync(buffer, _stopping.Token);
            }
        }
        catch (SocketException)
        {
            // The client has gone: probes do that as soon as they know enough.
        }
    }
}
