using System.Globalization;
using Praetor.Simulation;
using Praetor.TestKit.Gossip;

// dotnet run --project tests/Praetor.Simulation -- --scenario raft|disk [--seed FIRST] [--seeds COUNT]
// dotnet run -c Release --project tests/Praetor.Simulation -- --scenario gossip [--seeds COUNT]
// dotnet run -c Release --project tests/Praetor.Simulation -- --scenario gossip-speed
if (args is ["--scenario", "gossip", ..])
{
    var seeds =
        args is [_, _, "--seeds", var count] && int.TryParse(count, CultureInfo.InvariantCulture, out var some)
            ? some
            : 3;
    new GossipTables(Console.Out).Print(seeds);
    return 0;
}

if (args is ["--scenario", "gossip-speed"])
{
    GossipSpeed.Print(Console.Out);
    return 0;
}

if (Hunt.TryParse(args) is not { } hunt)
{
    Console.Error.WriteLine("usage: --scenario raft|disk|gossip|gossip-speed [--seed FIRST] [--seeds COUNT]");
    return 2;
}

var outcome = hunt.Run();
Console.WriteLine(outcome.ToString(CultureInfo.InvariantCulture));
return outcome.Failure is null ? 0 : 1;
