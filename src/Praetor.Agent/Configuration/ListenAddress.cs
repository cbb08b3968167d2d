using System.Globalization;
using System.Net;

namespace Praetor.Agent.Configuration;

/// <summary>Where a listener binds: an IP address with port, or the path of a unix socket.</summary>
public readonly record struct ListenAddress
{
    private ListenAddress(IPEndPoint? endPoint, string? socketPath)
    {
        EndPoint = endPoint;
        SocketPath = socketPath;
    }

    /// <summary>Address and port, unless this is a unix socket.</summary>
    public IPEndPoint? EndPoint { get; }

    /// <summary>Path of the unix socket, unless this is an IP address.</summary>
    public string? SocketPath { get; }

    /// <summary>A listener on an IP address.</summary>
    public static ListenAddress On(IPAddress address, int port) => new(new IPEndPoint(address, port), null);

    /// <summary>A listener on a unix socket.</summary>
    public static ListenAddress OnSocket(string path) => new(null, path);

    /// <inheritdoc/>
    public override string ToString() =>
        EndPoint is null ? string.Create(CultureInfo.InvariantCulture, $"unix://{SocketPath}") : EndPoint.ToString();
}
