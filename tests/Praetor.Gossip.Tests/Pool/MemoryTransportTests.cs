using System.Net;
using Praetor.Contracts;
using Praetor.Foundation.Network;
using Praetor.TestKit.Network;
using Praetor.TestKit.Simulation;

namespace Praetor.Gossip.Tests.Pool;

/// <summary>The network the pool is tested in keeps to what the real one does.</summary>
public sealed class MemoryTransportTests : TransportContract
{
    protected override Task RunAsync(Func<Func<ITransport>, Task> test)
    {
        var world = new SimWorld(seed: 1);
        var network = new MemoryNetwork(world, world.Random);
        world.Run(() => test(() => network.Bind(new IPEndPoint(IPAddress.Loopback, 0))), TimeSpan.FromMinutes(1));
        return Task.CompletedTask;
    }
}
