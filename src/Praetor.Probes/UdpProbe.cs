using System.Net.Sockets;
using Praetor.Agent.Checks;
using Praetor.Model.Catalog;

namespace Praetor.Probes;

/// <summary>
/// Whether a datagram is not refused. No answer in time is a good sign: most services keep silent to what they don't know.
/// </summary>
public sealed class UdpProbe(TimeProvider time) : ICheckProbe
{
    /// <inheritdoc/>
    public CheckKind Kind => CheckKind.Udp;

    /// <inheritdoc/>
    public async ValueTask<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        var type = request.Type;
        if (!Target.TryParse(type.Udp, out var target, out var fault))
        {
            return new ProbeResult(HealthStatus.Critical, $"dial udp: {fault}");
        }

        using var limit = new CancellationTokenSource(
            TimeLimit.Of(type.Timeout, TimeLimit.Connection).ToTimeSpan(),
            time
        );
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(target.Host, target.Port, ended.Token);
            await socket.SendAsync(new byte[] { (byte)' ' }, ended.Token);
            await socket.ReceiveAsync(new byte[1], ended.Token);
        }
        catch (SocketException refused)
        {
            return new ProbeResult(HealthStatus.Critical, target.Describe("udp", refused));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Silence, which counts as well.
        }

        return new ProbeResult(HealthStatus.Passing, $"UDP connect {type.Udp}: Success");
    }
}
