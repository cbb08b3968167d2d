using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Praetor.EndToEnd.Gossip;

/// <summary>
/// An address in front of a member's, by way of which packets come later, and streams come at once. Answers do not pass it:
/// they go to the address that who asks has written into its question.
/// </summary>
internal sealed class DelayedPath : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly UdpClient _packets;
    private readonly TcpListener _streams;
    private readonly IPEndPoint _to;
    private readonly TimeSpan _delay;
    private readonly Channel<(byte[] Packet, long Arrived)> _underWay = Channel.CreateUnbounded<(byte[], long)>();
    private readonly List<Task> _running;

    public DelayedPath(string to, TimeSpan delay)
    {
        (_to, _delay) = (IPEndPoint.Parse(to), delay);
        var here = new IPEndPoint(IPAddress.Parse(PoolAddresses.Next()), _to.Port);
        Address = here.ToString();
        _packets = new UdpClient(here);
        _streams = new TcpListener(here);
        _streams.Start();
        _running = [TakeAsync(), PassAsync(), AcceptAsync()];
    }

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        _stopping.Cancel();
        _packets.Dispose();
        _streams.Dispose();
        await Task.WhenAll(_running).ContinueWith(static _ => { }, TaskScheduler.Default);
        _stopping.Dispose();
    }

    private async Task TakeAsync()
    {
        while (true)
        {
            var packet = await _packets.ReceiveAsync(_stopping.Token);
            _underWay.Writer.TryWrite((packet.Buffer, TimeProvider.System.GetTimestamp()));
        }
    }

    private async Task PassAsync()
    {
        await foreach (var (packet, arrived) in _underWay.Reader.ReadAllAsync(_stopping.Token))
        {
            var left = _delay - TimeProvider.System.GetElapsedTime(arrived);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, _stopping.Token);
            }

            await _packets.SendAsync(packet, _to, _stopping.Token);
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var from = await _streams.AcceptTcpClientAsync(_stopping.Token);
            _running.Add(PipeAsync(from));
        }
    }

    private async Task PipeAsync(TcpClient from)
    {
        using (from)
        {
            using var to = new TcpClient();
            await to.ConnectAsync(_to, _stopping.Token);
            await Task.WhenAll(
                CopyAsync(from.GetStream(), to.GetStream()),
                CopyAsync(to.GetStream(), from.GetStream())
            );
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        await from.CopyToAsync(to, _stopping.Token);
        to.Socket.Shutdown(SocketShutdown.Send);
    }
}
