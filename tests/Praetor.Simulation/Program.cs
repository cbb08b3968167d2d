using System.Globalization;
using Praetor.Simulation;

// dotnet run --project tests/Praetor.Simulation -- --scenario raft|disk [--seed FIRST] [--seeds COUNT]
if (Hunt.TryParse(args) is not { } hunt)
{
    Console.Error.WriteLine("usage: --scenario raft|disk [--seed FIRST] [--seeds COUNT]");
    return 2;
}

var outcome = hunt.Run();
Console.WriteLine(outcome.ToString(CultureInfo.InvariantCulture));
return outcome.Failure is null ? 0 : 1;
