using System.Net;
using Praetor.Foundation.Network;
using Xunit;

namespace Praetor.Contracts;

/// <summary>What every transport keeps to, real or in memory. Compiled into the test project of each.</summary>
public abstract class TransportContract
{
    /// <summary>Runs a test, which makes transports with addresses of their own. They are disposed at its end.</summary>
    protected abstract Task RunAsync(Func<Func<ITransport>, Task> test);

    [Fact]
    public Task A_packet_arrives_whole_with_who_sent_it() =>
        RunAsync(async bind =>
        {
            var (here, there) = (bind(), bind());
            var buffer = new byte[100];
            for (var length = 100; length >= 0; length -= 50)
            {
                Assert.True(here.TrySend(Bytes(length), there.LocalAddress));
                var received = await there.ReceiveAsync(buffer, CancellationToken.None);
                Assert.Equal(here.LocalAddress, received.From);
                Assert.Equal(Bytes(length), buffer[..received.Length]);
            }
        });

    [Fact]
    public Task Of_a_packet_larger_than_the_buffer_the_rest_is_cut_off() =>
        RunAsync(async bind =>
        {
            var (here, there) = (bind(), bind());
            var buffer = new byte[10];
            here.TrySend(Bytes(1000), there.LocalAddress);
            Assert.Equal(10, (await there.ReceiveAsync(buffer, CancellationToken.None)).Length);
            Assert.Equal(Bytes(10), buffer);
            here.TrySend([7], there.LocalAddress);
            Assert.Equal(1, (await there.ReceiveAsync(buffer, CancellationToken.None)).Length);
            Assert.Equal(7, buffer[0]);
        });

    [Fact]
    public Task A_packet_to_where_nobody_can_be_does_no_harm() =>
        RunAsync(async bind =>
        {
            var (here, there, gone) = (bind(), bind(), bind());
            await gone.DisposeAsync();
            foreach (var nobody in Nobodies(gone.LocalAddress))
            {
                here.TrySend([1], nobody);
            }

            // A packet that was not taken may be told at the next call.
            here.TrySend([2], there.LocalAddress);
            there.TrySend([3], here.LocalAddress);
            var buffer = new byte[10];
            await there.ReceiveAsync(buffer, CancellationToken.None);
            Assert.Equal(2, buffer[0]);
            await here.ReceiveAsync(buffer, CancellationToken.None);
            Assert.Equal(3, buffer[0]);
        });

    [Fact]
    public Task A_packet_larger_than_any_is_not_sent() =>
        RunAsync(bind =>
        {
            var (here, there) = (bind(), bind());
            here.TrySend(new byte[70_000], there.LocalAddress);
            return Task.CompletedTask;
        });

    [Fact]
    public Task A_stream_carries_bytes_both_ways_in_order() =>
        RunAsync(async bind =>
        {
            var (here, there) = (bind(), bind());
            await using var asks = await here.DialAsync(there.LocalAddress, CancellationToken.None);
            await using var answers = await there.AcceptAsync(CancellationToken.None);
            Assert.Equal(there.LocalAddress, asks.RemoteAddress);
            Assert.Equal(here.LocalAddress.Address, answers.RemoteAddress.Address);
            var large = Bytes(1_000_000);
            var writing = asks.WriteAsync(large, CancellationToken.None).AsTask();
            Assert.Equal(large, await ReadAsync(answers, large.Length));
            await writing;
            await answers.WriteAsync(new byte[] { 1, 2 }, CancellationToken.None);
            await answers.WriteAsync(new byte[] { 3 }, CancellationToken.None);
            Assert.Equal([1, 2, 3], await ReadAsync(asks, 3));
        });

    [Fact]
    public Task What_was_written_before_a_stream_was_closed_is_read_and_then_its_end() =>
        RunAsync(async bind =>
        {
            var (here, there) = (bind(), bind());
            var asks = await here.DialAsync(there.LocalAddress, CancellationToken.None);
            await using var answers = await there.AcceptAsync(CancellationToken.None);
            await asks.WriteAsync(new byte[] { 1, 2, 3 }, CancellationToken.None);
            await asks.DisposeAsync();
            Assert.Equal([1, 2, 3], await ReadAsync(answers, 3));
            Assert.Equal(0, await answers.ReadAsync(new byte[10], CancellationToken.None));
        });

    [Fact]
    public Task Writing_to_who_has_closed_breaks() =>
        RunAsync(async bind =>
        {
            var (here, there) = (bind(), bind());
            await using var asks = await here.DialAsync(there.LocalAddress, CancellationToken.None);
            await (await there.AcceptAsync(CancellationToken.None)).DisposeAsync();
            Assert.Equal(0, await asks.ReadAsync(new byte[1], CancellationToken.None));
            var broken = await Assert.ThrowsAsync<TransportException>(async () =>
            {
                // The first only finds out.
                while (true)
                {
                    await asks.WriteAsync(new byte[100], CancellationToken.None);
                }
            });
            Assert.StartsWith($"write tcp {there.LocalAddress}: write: ", broken.Message, StringComparison.Ordinal);
        });

    [Fact]
    public Task A_stream_to_where_nobody_can_be_is_refused_in_words() =>
        RunAsync(async bind =>
        {
            var (here, gone) = (bind(), bind());
            await gone.DisposeAsync();
            var refused = await Assert.ThrowsAsync<TransportException>(() =>
                here.DialAsync(gone.LocalAddress, CancellationToken.None).AsTask()
            );
            Assert.Equal($"dial tcp {gone.LocalAddress}: connect: connection refused", refused.Message);
            foreach (var nobody in Nobodies(gone.LocalAddress).Skip(1))
            {
                await Assert.ThrowsAsync<TransportException>(() =>
                    here.DialAsync(nobody, CancellationToken.None).AsTask()
                );
            }
        });

    [Fact]
    public Task A_wait_that_is_cancelled_ends_and_the_next_goes_on() =>
        RunAsync(async bind =>
        {
            var (here, there) = (bind(), bind());
            await using var asks = await here.DialAsync(there.LocalAddress, CancellationToken.None);
            await using var answers = await there.AcceptAsync(CancellationToken.None);
            using var cancelled = new CancellationTokenSource();
            var buffer = new byte[1];
            Task[] waits =
            [
                there.ReceiveAsync(new byte[10], cancelled.Token).AsTask(),
                there.AcceptAsync(cancelled.Token).AsTask(),
                answers.ReadAsync(buffer, cancelled.Token).AsTask(),
            ];
            cancelled.Cancel();
            foreach (var wait in waits)
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
            }

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                here.DialAsync(there.LocalAddress, cancelled.Token).AsTask()
            );
            here.TrySend([1], there.LocalAddress);
            Assert.Equal(1, (await there.ReceiveAsync(new byte[10], CancellationToken.None)).Length);
            await asks.WriteAsync(new byte[] { 2 }, CancellationToken.None);
            Assert.Equal([2], await ReadAsync(answers, 1));
            await using var again = await here.DialAsync(there.LocalAddress, CancellationToken.None);
            await again.WriteAsync(new byte[] { 3 }, CancellationToken.None);
            Assert.Equal([3], await ReadUntilAsync(there, 3));
        });

    [Fact]
    public Task Who_opens_streams_and_is_gone_before_they_are_taken_stops_nobody() =>
        RunAsync(async bind =>
        {
            var (here, there) = (bind(), bind());
            for (var n = 0; n < 20; n++)
            {
                await (await here.DialAsync(there.LocalAddress, CancellationToken.None)).DisposeAsync();
            }

            await using var last = await here.DialAsync(there.LocalAddress, CancellationToken.None);
            await last.WriteAsync(new byte[] { 9 }, CancellationToken.None);
            Assert.Equal([9], await ReadUntilAsync(there, 9));
        });

    /// <summary>Where nobody is, and where nobody can be, at least for a node at an IPv4 address.</summary>
    private static IEnumerable<IPEndPoint> Nobodies(IPEndPoint gone) =>
        [gone, new IPEndPoint(gone.Address, 0), new IPEndPoint(IPAddress.Parse("2001:db8::1"), 7946)];

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static async Task<byte[]> ReadAsync(ITransportConnection stream, int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count; )
        {
            var arrived = await stream.ReadAsync(bytes.AsMemory(read), CancellationToken.None);
            Assert.NotEqual(0, arrived);
            read += arrived;
        }

        return bytes;
    }

    /// <summary>Takes streams until one begins with a byte.</summary>
    private static async Task<byte[]> ReadUntilAsync(ITransport transport, byte first)
    {
        while (true)
        {
            await using var stream = await transport.AcceptAsync(CancellationToken.None);
            var buffer = new byte[1];
            if (await stream.ReadAsync(buffer, CancellationToken.None) == 1 && buffer[0] == first)
            {
                return buffer;
            }
        }
    }
}
