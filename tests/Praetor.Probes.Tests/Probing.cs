using System.Net;
using System.Net.Sockets;
using Praetor.Agent.Checks;
using Praetor.Model.Services;

namespace Praetor.Probes.Tests;

/// <summary>Runs probes as the agent does.</summary>
internal static class Probing
{
    public static async Task<(string Status, string Output)> RunAsync(
        ICheckProbe probe,
        CheckType type,
        int outputMax = 4096
    )
    {
        var result = await probe.ProbeAsync(new ProbeRequest(type, outputMax), CancellationToken.None);
        return (result.Status, result.Output);
    }

    /// <summary>An address where nothing listens.</summary>
    public static string ClosedAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket.LocalEndPoint!.ToString()!; // Bound above.
    }
}
