using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Praetor.Client.Connecting;

/// <summary>Makes of the settings what the framework needs for TLS.</summary>
internal static class TlsOptions
{
    /// <summary>The options for connections to the agent.</summary>
    /// <exception cref="ApiException">A file is missing or holds no certificate.</exception>
    public static SslClientAuthenticationOptions Of(ClientTlsSettings settings)
    {
        var options = new SslClientAuthenticationOptions();
        if (settings.CertificateFile.Length > 0 || settings.KeyFile.Length > 0)
        {
            options.ClientCertificates = [OwnCertificate(settings)];
        }

        if (!settings.Verify)
        {
            // What CONSUL_HTTP_SSL_VERIFY=false asks for, in so many words.
#pragma warning disable CA5359
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (settings.AuthorityFile.Length > 0 || settings.AuthorityFolder.Length > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(Authorities(settings));
        }

        return options;
    }

    /// <summary>Why there is no secure connection; what people meet most often in Go's words.</summary>
    public static string Words(AuthenticationException failure) =>
        failure.Message.Contains("UntrustedRoot", StringComparison.Ordinal)
        || failure.Message.Contains("PartialChain", StringComparison.Ordinal)
        // With another offence beside it, the framework does not say what is wrong with the chain.
        || failure.Message.Contains("RemoteCertificateChainErrors", StringComparison.Ordinal)
            ? "tls: failed to verify certificate: x509: certificate signed by unknown authority"
            : $"tls: failed to verify certificate: x509: {failure.Message}";

    private static X509Certificate2 OwnCertificate(ClientTlsSettings settings) =>
        Reading(
            "Error loading client certificate",
            settings.CertificateFile,
            () => X509Certificate2.CreateFromPemFile(settings.CertificateFile, settings.KeyFile)
        );

    private static X509Certificate2Collection Authorities(ClientTlsSettings settings) =>
        Reading(
            settings.AuthorityFile.Length > 0 ? "Error loading CA File" : "Error loading CA Path",
            settings.AuthorityFile.Length > 0 ? settings.AuthorityFile : settings.AuthorityFolder,
            () =>
            {
                var authorities = new X509Certificate2Collection();
                IEnumerable<string> files =
                    settings.AuthorityFile.Length > 0
                        ? [settings.AuthorityFile]
                        : Directory.EnumerateFiles(settings.AuthorityFolder).Order(StringComparer.Ordinal);
                foreach (var file in files)
                {
                    authorities.ImportFromPemFile(file);
                }

                return authorities;
            }
        );

    private static T Reading<T>(string doing, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CryptographicException failure)
        {
            throw new ApiException($"{doing}: {path}: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ApiException($"{doing}: {FileFailure.Opening(path, failure)}", failure);
        }
    }
}
