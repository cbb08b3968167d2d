using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Praetor.Http.Serving;

/// <summary>
/// How many connections one client address may have at once. One above the limit is told so and closed before anything is
/// read from it, so that a client which leaks connections harms itself and not the agent.
/// </summary>
internal sealed class ConnectionLimit(int perClientMax)
{
    // Consul's words.
    private const string Body = "Your IP is issuing too many concurrent connections, please rate limit your calls\n";

    private static readonly byte[] Refusal = System.Text.Encoding.ASCII.GetBytes(
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: text/plain\r\n"
            + $"Content-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}"
    );

    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    /// <summary>Wraps what serves a connection.</summary>
    public ConnectionDelegate Wrap(ConnectionDelegate serve) =>
        async connection =>
        {
            if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not { } client)
            {
                await serve(connection);
                return;
            }

            if (_open.AddOrUpdate(client, 1, static (_, count) => count + 1) > perClientMax)
            {
                Leave(client);
                await connection.Transport.Output.WriteAsync(Refusal);
                await connection.Transport.Output.CompleteAsync();
                return;
            }

            try
            {
                await serve(connection);
            }
            finally
            {
                Leave(client);
            }
        };

    /// <summary>The last one out takes the entry with it: the table is no larger than there are clients.</summary>
    private void Leave(IPAddress client)
    {
        while (_open.TryGetValue(client, out var count))
        {
            var done =
                count == 1
                    ? _open.TryRemove(KeyValuePair.Create(client, count))
                    : _open.TryUpdate(client, count - 1, count);
            if (done)
            {
                return;
            }
        }
    }
}
