using System.Globalization;

namespace Praetor.Agent.Registration;

/// <summary>Addresses with ports as text.</summary>
internal static class HostPort
{
    /// <summary>Both, with brackets around an IPv6 address.</summary>
    public static string Join(string host, int port) =>
        (host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:" : $"{host}:")
        + port.ToString(CultureInfo.InvariantCulture);
}
