using Praetor.Benchmarks.State;

// Each measurement prints what it found; none asserts. Usage: dotnet run -c Release --project bench/Praetor.Benchmarks -- NAME
switch (args is [var name] ? name : "")
{
    case "state-memory":
        StateMemory.Run();
        break;
    case "state-watchers":
        StateWatchers.Run();
        break;
    case "state-speed":
        StateSpeed.Run();
        break;
    default:
        Console.Error.WriteLine("usage: Praetor.Benchmarks state-memory | state-watchers | state-speed");
        return 1;
}

return 0;
