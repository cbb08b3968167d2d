using System.Net.Sockets;
using System.Text;
using Praetor.Client;
using Xunit;

namespace Praetor.Cli.Tests.Connecting;

/// <summary>The one way to an agent that a handler in the test's place cannot show: a real socket of the system.</summary>
public sealed class UnixSocketTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"praetor-{Path.GetRandomFileName()}");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task An_agent_is_asked_by_its_Unix_socket()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_path));
        listener.Listen();
        using var client = new ApiClient(new ClientSettings { Address = $"unix://{_path}" });

        var asking = client.Status.LeaderAsync(cancellationToken);
        using var connection = await listener.AcceptAsync(cancellationToken);
        var request = new byte[4096];
        var length = await connection.ReceiveAsync(request, cancellationToken);
        await connection.SendAsync(
            "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n\"127.0.0.1:8300\""u8.ToArray(),
            cancellationToken
        );

        Assert.Equal("127.0.0.1:8300", await asking);
        Assert.StartsWith(
            "GET /v1/status/leader HTTP/1.1\r\n",
            Encoding.ASCII.GetString(request, 0, length),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_socket_that_is_not_there_is_named()
    {
        using var client = new ApiClient(new ClientSettings { Address = $"unix://{_path}" });

        var refused = await Assert.ThrowsAsync<ApiException>(() =>
            client.Status.LeaderAsync(TestContext.Current.CancellationToken)
        );

        Assert.EndsWith(
            $"dial unix {_path}: connect: no such file or directory",
            refused.Message,
            StringComparison.Ordinal
        );
    }
}
