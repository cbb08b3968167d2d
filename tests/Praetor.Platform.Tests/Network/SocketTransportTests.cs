using System.Net;
using System.Net.Sockets;
using Praetor.Contracts;
using Praetor.Foundation.Network;
using Praetor.Platform.Network;
using Xunit;

namespace Praetor.Platform.Tests.Network;

public sealed class SocketTransportTests : TransportContract
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);

    // Streams of everybody on the machine go out at 127.0.0.1, and take its ports: here none is taken between two lines of a test.
    private static readonly IPEndPoint OwnAddress = IPEndPoint.Parse("127.0.0.8:0");

    [Fact]
    public async Task Packets_and_streams_have_the_same_port()
    {
        await using var transport = Bind(Anywhere);
        Assert.NotEqual(0, transport.LocalAddress.Port);
        using var packets = new UdpClient();
        await packets.SendAsync(new byte[] { 5 }, transport.LocalAddress);
        Assert.Equal(1, (await transport.ReceiveAsync(new byte[10], CancellationToken.None)).Length);
        using var stream = new TcpClient();
        await stream.ConnectAsync(transport.LocalAddress);
        await (await transport.AcceptAsync(CancellationToken.None)).DisposeAsync();
    }

    [Fact]
    public async Task Packets_and_streams_come_from_the_address_they_are_taken_at()
    {
        await using var here = Bind(IPEndPoint.Parse("127.0.0.7:0"));
        await using var there = Bind(Anywhere);
        here.TrySend([1], there.LocalAddress);
        Assert.Equal(here.LocalAddress, (await there.ReceiveAsync(new byte[10], CancellationToken.None)).From);
        await using var asks = await here.DialAsync(there.LocalAddress, CancellationToken.None);
        await using var answers = await there.AcceptAsync(CancellationToken.None);
        Assert.Equal(here.LocalAddress.Address, answers.RemoteAddress.Address);
    }

    [Fact]
    public async Task An_address_that_is_taken_or_not_ours_is_said_in_the_words_of_memberlist()
    {
        await using var first = Bind(Anywhere);
        var taken = Assert.Throws<TransportException>(() => Bind(first.LocalAddress));
        Assert.Equal(
            "Could not set up network transport: failed to start TCP listener on \"127.0.0.1\" port "
                + $"{first.LocalAddress.Port}: bind: address already in use",
            taken.Message
        );
        var foreign = Assert.Throws<TransportException>(() => Bind(IPEndPoint.Parse("192.0.2.1:7946")));
        Assert.EndsWith("bind: cannot assign requested address", foreign.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_only_packets_lack_is_refused_and_given_back()
    {
        using var taken = new UdpClient(OwnAddress);
        var address = (IPEndPoint)taken.Client.LocalEndPoint!;
        var refused = Assert.Throws<TransportException>(() => Bind(address));
        Assert.Contains("failed to start UDP listener", refused.Message, StringComparison.Ordinal);
        taken.Dispose();
        await Bind(address).DisposeAsync();
    }

    [Fact]
    public async Task Who_restarts_gets_its_port_back_though_old_streams_linger()
    {
        var first = Bind(OwnAddress);
        var address = first.LocalAddress;
        using var stream = new TcpClient();
        await stream.ConnectAsync(address);
        var accepted = await first.AcceptAsync(CancellationToken.None);

        // Who closes first keeps the stream's end for a minute, at the port of the listener.
        await accepted.DisposeAsync();
        Assert.Equal(0, await stream.GetStream().ReadAsync(new byte[1]));
        stream.Close();
        await first.DisposeAsync();
        await Bind(address).DisposeAsync();
    }

    [Fact]
    public async Task Who_listens_on_all_addresses_of_both_families_talks_to_both_in_their_own_form()
    {
        await using var both = Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        await using var v4 = Bind(Anywhere);
        var port = both.LocalAddress.Port;
        var buffer = new byte[10];
        v4.TrySend([1], new IPEndPoint(IPAddress.Loopback, port));
        Assert.Equal(v4.LocalAddress, (await both.ReceiveAsync(buffer, CancellationToken.None)).From);
        Assert.True(both.TrySend([2], v4.LocalAddress));
        Assert.Equal(port, (await v4.ReceiveAsync(buffer, CancellationToken.None)).From.Port);
        await using var asks = await v4.DialAsync(new IPEndPoint(IPAddress.Loopback, port), CancellationToken.None);
        await using var answers = await both.AcceptAsync(CancellationToken.None);
        Assert.Equal(IPAddress.Loopback, answers.RemoteAddress.Address);
        await using var back = await both.DialAsync(v4.LocalAddress, CancellationToken.None);
        Assert.Equal(v4.LocalAddress, back.RemoteAddress);
    }

    [Fact]
    public async Task Sending_does_not_wait_for_a_full_socket()
    {
        await using var here = Bind(Anywhere);
        await using var there = Bind(Anywhere);

        // Nobody reads: what does not fit is lost, here or there, and the sender goes on.
        var packet = new byte[60_000];
        for (var n = 0; n < 2000; n++)
        {
            here.TrySend(packet, there.LocalAddress);
        }
    }

    [Fact]
    public async Task A_stream_that_its_opener_resets_before_it_is_taken_is_nobodys_trouble()
    {
        await using var transport = Bind(Anywhere);
        for (var n = 0; n < 10; n++)
        {
            using var reset = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await reset.ConnectAsync(transport.LocalAddress);
            reset.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        for (var n = 0; n < 10; n++)
        {
            await using var stream = await transport.AcceptAsync(CancellationToken.None);
            Assert.Equal(IPAddress.Loopback, stream.RemoteAddress.Address);
            await Assert.ThrowsAsync<TransportException>(() =>
                stream.ReadAsync(new byte[1], CancellationToken.None).AsTask()
            );
        }
    }

    protected override async Task RunAsync(Func<Func<ITransport>, Task> test)
    {
        var made = new List<ITransport>();
        try
        {
            await test(() =>
            {
                made.Add(Bind(Anywhere));
                return made[^1];
            });
        }
        finally
        {
            foreach (var transport in made)
            {
                await transport.DisposeAsync();
            }
        }
    }

    private static SocketTransport Bind(IPEndPoint address) => SocketTransport.Bind(address, TimeProvider.System);
}
