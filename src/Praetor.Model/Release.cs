using System.Reflection;

namespace Praetor.Model;

/// <summary>What this program calls itself, to clients of Consul and to people.</summary>
public static class Release
{
    /// <summary>
    /// The version of Consul whose interfaces it speaks: what clients gate on. They see it as the version, with
    /// <see cref="Revision"/> beside it.
    /// </summary>
    public const string ConsulVersion = "1.20.0";

    /// <summary>Our own version, which stands where Consul has its revision.</summary>
    public static string Revision { get; } = Own();

    /// <summary>The version as gossip and the catalog carry it.</summary>
    public static string BuildTag => $"{ConsulVersion}:{Revision}";

    private static string Own()
    {
        var version =
            typeof(Release).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0.0.0";
        // The compiler adds the commit behind a plus.
        return "praetor-" + version.Split('+')[0];
    }
}
