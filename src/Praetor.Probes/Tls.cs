using System.Net.Security;
using Praetor.Model.Services;

namespace Praetor.Probes;

/// <summary>How probes speak TLS.</summary>
internal static class Tls
{
    /// <summary>What a check asks for.</summary>
    /// <param name="type">The check.</param>
    /// <param name="host">The host it connects to, whose name is expected unless the check says another.</param>
    public static SslClientAuthenticationOptions Options(CheckType type, string host)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = type.TlsServerName.Length > 0 ? type.TlsServerName : host,
        };
        if (type.TlsSkipVerify)
        {
#pragma warning disable CA5359 // The check's definition asks for exactly this.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return options;
    }
}
