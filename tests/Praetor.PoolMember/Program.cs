using Microsoft.Extensions.Logging;
using Praetor.Foundation.Loops;
using Praetor.Gossip.Pool;
using Praetor.PoolMember;
using Praetor.TestKit.Metrics;

// A member of a gossip pool in a process of its own, for tests that kill it. MemberSettings has the command line,
// Conversation what may be said on standard input.
var settings = MemberSettings.Parse(args);
using var logs = new LineLog(Console.Error);
using var measurements = new Measurements();
using var stopping = new CancellationTokenSource();
var background = new Background(
    logs.CreateLogger<Background>(),
    static (name, surprise) => Environment.FailFast($"The loop {name} ended by a surprise", surprise)
);
await using (var pool = new GossipPool(settings.ToOptions(), settings.ToSeams(logs, measurements)))
{
    pool.Run(background, stopping.Token);
    var conversation = new Conversation(pool, settings, measurements, Console.Out);
    background.Run("events", conversation.PassEventsAsync, stopping.Token);
    await conversation.ListenAsync(Console.In);
    stopping.Cancel();
    await background.StoppedAsync();
}
