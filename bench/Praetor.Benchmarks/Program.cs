using Praetor.Benchmarks;
using Praetor.Benchmarks.State;

// dotnet run -c Release --project bench/Praetor.Benchmarks -- raft [--folder DIR] [--callers N] [--bytes N] [--seconds N]
// dotnet run -c Release --project bench/Praetor.Benchmarks -- state-memory | state-watchers | state-speed
switch (args)
{
    case ["raft", .. var options]:
        await RaftBench.RunAsync(RaftBench.Parse(options));
        return 0;
    case ["state-memory"]:
        StateMemory.Run();
        return 0;
    case ["state-watchers"]:
        StateWatchers.Run();
        return 0;
    case ["state-speed"]:
        StateSpeed.Run();
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: raft [--folder DIR] [--callers N] [--bytes N] [--seconds N] | state-memory | state-watchers | state-speed"
        );
        return 2;
}
