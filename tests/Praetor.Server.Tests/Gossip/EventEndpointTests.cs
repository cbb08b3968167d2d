using Praetor.Gossip.Serf;
using Praetor.Model.Events;
using Praetor.Model.Rpc;
using Praetor.Server.Tests.Running;
using Xunit;

namespace Praetor.Server.Tests.Gossip;

/// <summary><c>Internal.EventFire</c> on a whole server.</summary>
public sealed class EventEndpointTests
{
    [Fact]
    public async Task What_is_fired_is_told_in_the_pool_under_Consuls_name()
    {
        await using var server = await RunningServer.StartAsync();
        var reply = await server.CallAsync(
            ServerMethods.InternalEventFire,
            new EventFireRequest { Name = "a/b", Payload = [1, 2, 3] }
        );

        Assert.Equal(1UL, reply.Index);
        var told = await FirstAsync(server, "consul:event:a/b");
        Assert.Equal([1, 2, 3], told.Payload!);
        Assert.False(told.Coalesces);
    }

    [Fact]
    public async Task Who_becomes_leader_tells_the_pool_his_name()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal("alpha"u8.ToArray(), (await FirstAsync(server, "consul:new-leader")).Payload);
    }

    [Theory]
    [InlineData(493, null)] // with the name 512
    [InlineData(494, "error broadcasting event: user event exceeds configured limit of 512 bytes before encoding")]
    [InlineData(
        1_000_000,
        "error broadcasting event: user event exceeds configured limit of 512 bytes before encoding"
    )]
    public async Task An_event_that_does_not_fit_is_refused(int bytes, string? words)
    {
        await using var server = await RunningServer.StartAsync();
        var result = await server.TryAsync(
            ServerMethods.InternalEventFire,
            new EventFireRequest { Name = "deploy", Payload = new byte[bytes] }
        );

        // What remains of the limit is for the pool's own wrapping, which is measured after it.
        Assert.Equal(
            words ?? "error broadcasting event: user event exceeds configured limit of 512 bytes after encoding",
            result.Error?.Text
        );
    }

    [Fact]
    public async Task Another_datacenters_agents_are_not_reached()
    {
        await using var server = await RunningServer.StartAsync();
        var result = await server.TryAsync(
            ServerMethods.InternalEventFire,
            new EventFireRequest { Name = "x", Datacenter = "dc2" }
        );

        Assert.Equal("No path to datacenter", result.Error?.Text);
    }

    private static async Task<SerfEvent.User> FirstAsync(RunningServer server, string name)
    {
        while (await server.Lan.Events.WaitToReadAsync(TestContext.Current.CancellationToken))
        {
            while (server.Lan.Events.TryRead(out var happened))
            {
                if (happened is SerfEvent.User told && told.Name == name)
                {
                    return told;
                }
            }
        }

        throw new InvalidOperationException($"{name} was never told");
    }
}
