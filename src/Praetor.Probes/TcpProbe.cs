using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Praetor.Agent.Checks;
using Praetor.Model.Catalog;

namespace Praetor.Probes;

/// <summary>Whether something accepts a TCP connection, with TLS over it where the check asks for that.</summary>
public sealed class TcpProbe(TimeProvider time) : ICheckProbe
{
    /// <inheritdoc/>
    public CheckKind Kind => CheckKind.Tcp;

    /// <inheritdoc/>
    public async ValueTask<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        var type = request.Type;
        if (!Target.TryParse(type.Tcp, out var target, out var fault))
        {
            return Failed($"dial tcp: {fault}");
        }

        using var limit = new CancellationTokenSource(
            TimeLimit.Of(type.Timeout, TimeLimit.Connection).ToTimeSpan(),
            time
        );
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var socket = await target.ConnectAsync(ended.Token);
            if (!type.TcpUseTls)
            {
                return new ProbeResult(HealthStatus.Passing, $"TCP connect {type.Tcp}: Success");
            }

            await using var tls = new SslStream(new NetworkStream(socket, ownsSocket: false));
            await tls.AuthenticateAsClientAsync(Tls.Options(type, target.Host), ended.Token);
            return new ProbeResult(HealthStatus.Passing, $"TCP+TLS connect {type.Tcp}: Success");
        }
        catch (SocketException refused)
        {
            return Failed(target.Describe("tcp", refused));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(target.DescribeTimeout("tcp"));
        }
        catch (Exception tls) when (tls is AuthenticationException or IOException)
        {
            return Failed(tls.Message);
        }
    }

    private static ProbeResult Failed(string output) => new(HealthStatus.Critical, output);
}
