using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Xunit;

namespace Praetor.Probes.Tests;

public sealed class GrpcProbeTests
{
    private readonly GrpcProbe _probe = new(TimeProvider.System);

    [Fact]
    public async Task A_server_that_serves_passes_and_is_asked_for_the_service_named()
    {
        await using var server = await HealthServer.StartAsync([0, 0, 0, 0, 2, 8, 1]);
        var type = new CheckType { Grpc = server.Address + "/web" };
        Assert.Equal((HealthStatus.Passing, $"gRPC check {type.Grpc}: success"), await Probing.RunAsync(_probe, type));
        Assert.Equal("/grpc.health.v1.Health/Check", server.Request.Path);
        Assert.Equal([0, 0, 0, 0, 5, 10, 3, (byte)'w', (byte)'e', (byte)'b'], server.Request.Body);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 8, 2 }, "NOT_SERVING")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0 }, "UNKNOWN")]
    public async Task A_server_that_does_not_serve_is_critical(byte[] answer, string serving)
    {
        await using var server = await HealthServer.StartAsync(answer);
        Assert.Equal(
            (HealthStatus.Critical, $"gRPC {server.Address} serving status: {serving}"),
            await Probing.RunAsync(_probe, new CheckType { Grpc = server.Address })
        );
        Assert.Equal([0, 0, 0, 0, 0], server.Request.Body);
    }

    [Fact]
    public async Task A_call_that_fails_is_told_with_its_code()
    {
        await using var server = await HealthServer.StartAsync([], 12, "unknown service");
        Assert.Equal(
            (HealthStatus.Critical, "rpc error: code = Unimplemented desc = unknown service"),
            await Probing.RunAsync(_probe, new CheckType { Grpc = server.Address })
        );
    }

    [Fact]
    public async Task A_refusal_is_told_in_grpcs_words()
    {
        var address = Probing.ClosedAddress();
        Assert.Equal(
            (
                HealthStatus.Critical,
                $"rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing: dial tcp {address}: connect: connection refused\""
            ),
            await Probing.RunAsync(_probe, new CheckType { Grpc = address })
        );
    }
}
