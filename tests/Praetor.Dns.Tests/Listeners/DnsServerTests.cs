using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Dns.Listeners;
using Praetor.Dns.Messages;
using Praetor.Dns.Tests.Fakes;
using Praetor.Foundation.Loops;
using Praetor.Model.Catalog;
using Xunit;

namespace Praetor.Dns.Tests.Listeners;

public sealed class DnsServerTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakeCatalog _catalog = new();
    private readonly List<Exception> _surprises = [];
    private readonly Background _background;
    private readonly DnsServer _server;

    public DnsServerTests()
    {
        _catalog.Add("a", "10.1.0.1", "web", 80, HealthStatus.Passing);
        _background = new Background(NullLogger<Background>.Instance, (_, surprise) => _surprises.Add(surprise));
        _server = Create(new IPEndPoint(IPAddress.Loopback, 0));
        _server.Start(_background);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.Empty(_surprises);
    }

    [Fact]
    public async Task Questions_over_UDP_are_answered()
    {
        using var client = Connect(SocketType.Dgram);
        for (ushort id = 1; id <= 20; id++)
        {
            await client.SendAsync(Client.Query("web.service.consul", RecordType.A, id: id));

            var answer = await ReceiveAsync(client);

            Assert.Equal(id, answer.Id);
            Assert.Equal(["web.service.consul. 0 A 10.1.0.1"], answer.Answers);
        }
    }

    [Fact]
    public async Task Many_questions_on_one_TCP_connection_are_answered_in_order()
    {
        using var client = Connect(SocketType.Stream);
        for (ushort id = 1; id <= 3; id++)
        {
            await client.SendAsync(Prefixed(Client.Query("web.service.consul", RecordType.Srv, id: id)));
        }

        for (ushort id = 1; id <= 3; id++)
        {
            Assert.Equal(id, (await ReceivePrefixedAsync(client)).Id);
        }
    }

    [Fact]
    public async Task A_question_in_pieces_is_answered_when_it_is_whole()
    {
        using var client = Connect(SocketType.Stream);
        foreach (var piece in Prefixed(Client.Query("web.service.consul", RecordType.A)).Chunk(5))
        {
            await client.SendAsync(piece);
        }

        Assert.Single((await ReceivePrefixedAsync(client)).Answers);
    }

    [Fact]
    public async Task A_server_that_takes_its_time_holds_nobody_else_up()
    {
        using var waiting = Connect(SocketType.Dgram);
        using var other = Connect(SocketType.Dgram);
        var delay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _catalog.Delay = delay;
        await waiting.SendAsync(Client.Query("web.service.consul", RecordType.A, id: 1));

        // Needs no server, so it is answered though the others wait, whichever thread it comes to.
        await other.SendAsync(Client.Query("0a010001.addr.consul", RecordType.A, id: 2));
        Assert.Equal(2, (await ReceiveAsync(other)).Id);

        delay.SetResult();
        var answer = await ReceiveAsync(waiting);
        Assert.Equal((1, 1), (answer.Id, answer.Answers.Count));
    }

    [Fact]
    public async Task Settings_that_change_hold_for_the_next_question()
    {
        using var udp = Connect(SocketType.Dgram);
        using var tcp = Connect(SocketType.Stream);
        var query = Client.Query("a.node.other", RecordType.A);
        await udp.SendAsync(query);
        await tcp.SendAsync(Prefixed(query));
        Assert.Equal((5, 5), ((await ReceiveAsync(udp)).Code, (await ReceivePrefixedAsync(tcp)).Code));

        _server.Apply(Client.Settings with { Domain = "other" });

        await udp.SendAsync(query);
        await tcp.SendAsync(Prefixed(query));
        Assert.Equal((0, 0), ((await ReceiveAsync(udp)).Code, (await ReceivePrefixedAsync(tcp)).Code));
    }

    [Fact]
    public async Task Stopping_gives_up_what_waits()
    {
        using var client = Connect(SocketType.Stream);
        _catalog.Delay = new TaskCompletionSource();
        await client.SendAsync(Prefixed(Client.Query("web.service.consul", RecordType.A)));

        await _server.StopAsync().AsTask().WaitAsync(Patience);
    }

    [Fact]
    public async Task Stopping_while_a_listener_begins_to_accept_surprises_nobody()
    {
        for (var round = 0; round < 200; round++)
        {
            await using var server = Create(new IPEndPoint(IPAddress.Loopback, 0));
            server.Start(_background);
            // The stop comes a little later each time, so that some come between the loop's look at its token and its call.
            Thread.SpinWait(round * 20);
        }
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_with_its_name()
    {
        var taken = _server.BoundAddresses[0];
        await using var second = Create(taken);

        var failure = Assert.Throws<IOException>(() => second.Start(_background));

        Assert.Contains(taken.ToString(), failure.Message, StringComparison.Ordinal);
    }

    private DnsServer Create(IPEndPoint address) =>
        new(
            [address],
            Client.Settings,
            _catalog,
            new DnsSeams
            {
                Time = TimeProvider.System,
                Random = new Random(1),
                Threads = new ThreadPerLoop(),
                Loggers = NullLoggerFactory.Instance,
            }
        );

    private Socket Connect(SocketType type)
    {
        var socket = new Socket(
            AddressFamily.InterNetwork,
            type,
            type == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp
        );
        socket.Connect(_server.BoundAddresses[0]);
        return socket;
    }

    private static async Task<Decoded> ReceiveAsync(Socket client)
    {
        var buffer = new byte[65535];
        var length = await client.ReceiveAsync(buffer).WaitAsync(Patience);
        return Decoded.Read(buffer.AsSpan(0, length));
    }

    private static async Task<Decoded> ReceivePrefixedAsync(Socket client)
    {
        var prefix = await ReceiveAsync(client, 2);
        return Decoded.Read(await ReceiveAsync(client, BinaryPrimitives.ReadUInt16BigEndian(prefix)));
    }

    private static async Task<byte[]> ReceiveAsync(Socket client, int length)
    {
        var buffer = new byte[length];
        for (var received = 0; received < length; )
        {
            var count = await client.ReceiveAsync(buffer.AsMemory(received)).AsTask().WaitAsync(Patience);
            Assert.NotEqual(0, count);
            received += count;
        }

        return buffer;
    }

    private static byte[] Prefixed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];
}
