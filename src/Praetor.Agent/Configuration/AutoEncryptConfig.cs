using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;

namespace Praetor.Agent.Configuration;

/// <summary>Certificates that clients get from servers.</summary>
public sealed record AutoEncryptConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static AutoEncryptConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Get the certificate of this client from the servers.</summary>
    public required bool Tls { get; init; }

    /// <summary>DNS names for the certificate.</summary>
    public required IReadOnlyList<string> DnsSan { get; init; }

    /// <summary>IP addresses for the certificate.</summary>
    public required IReadOnlyList<string> IPSan { get; init; }

    /// <summary>Hand certificates to clients.</summary>
    public required bool AllowTls { get; init; }

    internal static AutoEncryptConfig Read(ConfigReader read) =>
        new()
        {
            Tls = read.Get(AutoEncryptKeys.Tls),
            DnsSan = read.Get(AutoEncryptKeys.DnsSan),
            IPSan = read.Get(AutoEncryptKeys.IPSan),
            AllowTls = read.Get(AutoEncryptKeys.AllowTls),
        };
}
