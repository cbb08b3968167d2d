using System.Globalization;

namespace Praetor.EndToEnd.Gossip;

/// <summary>
/// Addresses of our own on the loopback, so that every member has the usual port and none meets another test's: 127.20.x.y,
/// where x and the port come from the process, and y counts.
/// </summary>
internal static class PoolAddresses
{
    private static readonly int Third = Environment.ProcessId % 250;
    private static int Last;

    /// <summary>For gossip; serf's RPC has the next. Both below those that the system gives to clients.</summary>
    public static int Port { get; } = 10_000 + 2 * (Environment.ProcessId / 250 % 10_000);

    /// <summary>An address nobody has had.</summary>
    public static string Next() =>
        string.Create(CultureInfo.InvariantCulture, $"127.20.{Third}.{Interlocked.Increment(ref Last)}");
}
