using System.Net;
using System.Net.Sockets;
using System.Text;
using Praetor.EndToEnd.Processes;

namespace Praetor.EndToEnd.Durability;

/// <summary>
/// Goal: an operator who stops an agent cuts nobody off.
/// Method: clients that wait for changes, SIGTERM, and a look at what each of them got.
/// </summary>
public sealed class ShutdownTests
{
    private const int WatcherCount = 20;

    [Fact]
    public async Task Waiting_clients_are_answered_when_the_agent_is_told_to_stop()
    {
        await using var agent = new AgentProcess();
        await agent.StartAsync();
        Assert.True(await agent.PutAsync("/v1/kv/watched", "x"));
        var watchers = Enumerable.Range(0, WatcherCount).Select(_ => Watch(agent.HttpPort)).ToArray();
        await Eventually.HoldsAsync(
            "the agent has read what its clients sent",
            () => Task.FromResult(ConnectionsRead(agent.HttpPort)),
            static read => read >= WatcherCount
        );

        await agent.Process.SignalAsync("TERM");

        foreach (var watcher in watchers)
        {
            using var stream = new NetworkStream(watcher, ownsSocket: true);
            using var reader = new StreamReader(stream);
            Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync());
        }

        await agent.Process.ExitedAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, agent.Process.ExitCode);
    }

    /// <summary>A client that waits. By a bare socket: what was sent is then surely on the agent's side.</summary>
    private static Socket Watch(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        socket.Send(
            Encoding.ASCII.GetBytes("GET /v1/kv/watched?index=1000000&wait=5m HTTP/1.1\r\nHost: localhost\r\n\r\n")
        );
        return socket;
    }

    /// <summary>How many established connections to the port have nothing left to be read by the agent (proc(5)).</summary>
    private static int ConnectionsRead(int port) =>
        File.ReadLines("/proc/net/tcp")
            .Skip(1)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(columns =>
                columns[1].EndsWith($":{port:X4}", StringComparison.Ordinal)
                && columns[3] == "01"
                && columns[4].EndsWith(":00000000", StringComparison.Ordinal)
            );
}
