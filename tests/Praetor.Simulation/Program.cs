using System.Globalization;
using Praetor.Simulation;
using Praetor.TestKit.Gossip;

const string Usage = """
    --scenario raft|disk [--seed FIRST] [--seeds COUNT]
    --scenario gossip [--table convergence|detection|false-deaths|bandwidth|partition] [--sizes N,N] [--seeds COUNT]
    --scenario gossip-speed
    --scenario gossip-fuzz [--count COUNT] [--seed SEED]
    --scenario pool [--members N] [--bind FIRST] [--port PORT] [--join ADDRESS:PORT] [--minutes N] [--pid MEASURED]
    """;
switch (args)
{
    case ["--scenario", "gossip", .. var rest] when GossipRun.TryParse(rest) is { } run:
        run.Print(Console.Out);
        return 0;
    case ["--scenario", "gossip-speed"]:
        GossipSpeed.Print(Console.Out);
        return 0;
    case ["--scenario", "gossip-fuzz", .. var rest] when GossipFuzzRun.TryParse(rest) is { } run:
        return run.Run(Console.Out) ? 0 : 1;
    case ["--scenario", "pool", .. var rest] when PoolRun.TryParse(rest) is { } run:
        await run.RunAsync(Console.Out);
        return 0;
    case [..] when Hunt.TryParse(args) is { } hunt:
        var outcome = hunt.Run();
        Console.WriteLine(outcome.ToString(CultureInfo.InvariantCulture));
        return outcome.Failure is null ? 0 : 1;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
