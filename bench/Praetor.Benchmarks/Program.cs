using Praetor.Benchmarks;

// dotnet run -c Release --project bench/Praetor.Benchmarks -- raft [--folder DIR] [--callers N] [--bytes N] [--seconds N]
if (args is not ["raft", .. var options])
{
    Console.Error.WriteLine("usage: raft [--folder DIR] [--callers N] [--bytes N] [--seconds N]");
    return 2;
}

await RaftBench.RunAsync(RaftBench.Parse(options));
return 0;
