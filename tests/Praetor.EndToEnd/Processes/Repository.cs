using System.Runtime.CompilerServices;

namespace Praetor.EndToEnd.Processes;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The binary under test: the published one where CI says so, else the last build's.</summary>
    public static string Binary { get; } =
        Environment.GetEnvironmentVariable("PRAETOR_BINARY")
        ?? Path.Combine(Root, "artifacts/bin/Praetor/debug/praetor");

    /// <summary>Whether the long versions of tests are asked for.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("PRAETOR_TESTS") == "full";

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
