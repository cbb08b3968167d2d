using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration;

/// <summary>TLS of the three kinds of listeners, what <c>tls.defaults</c> says already filled in.</summary>
public sealed record TlsConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static TlsConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Server RPC, in and out.</summary>
    public required TlsStanza InternalRpc { get; init; }

    /// <summary>The HTTPS API.</summary>
    public required TlsStanza Https { get; init; }

    /// <summary>The gRPC API over TLS.</summary>
    public required TlsStanza Grpc { get; init; }

    internal static TlsConfig Read(ConfigReader read) =>
        new()
        {
            InternalRpc = new()
            {
                CaFile = Either(read, TlsKeys.RpcCaFile, TlsKeys.DefaultsCaFile),
                CaPath = Either(read, TlsKeys.RpcCaPath, TlsKeys.DefaultsCaPath),
                CertificateFile = Either(read, TlsKeys.RpcCertificateFile, TlsKeys.DefaultsCertificateFile),
                KeyFile = Either(read, TlsKeys.RpcKeyFile, TlsKeys.DefaultsKeyFile),
                MinVersion = Either(read, TlsKeys.RpcMinVersion, TlsKeys.DefaultsMinVersion),
                CipherSuites = Either(read, TlsKeys.RpcCipherSuites, TlsKeys.DefaultsCipherSuites),
                VerifyIncoming = Either(read, TlsKeys.RpcVerifyIncoming, TlsKeys.DefaultsVerifyIncoming),
                // Expecting a server's name makes no sense without TLS, so it implies it.
                VerifyOutgoing =
                    Either(read, TlsKeys.RpcVerifyOutgoing, TlsKeys.DefaultsVerifyOutgoing)
                    || Either(read, TlsKeys.RpcVerifyServerHostname, TlsKeys.DefaultsVerifyServerHostname),
                VerifyServerHostname = Either(
                    read,
                    TlsKeys.RpcVerifyServerHostname,
                    TlsKeys.DefaultsVerifyServerHostname
                ),
                UseAutoCertificate = false,
            },
            Https = new()
            {
                CaFile = Either(read, TlsKeys.HttpsCaFile, TlsKeys.DefaultsCaFile),
                CaPath = Either(read, TlsKeys.HttpsCaPath, TlsKeys.DefaultsCaPath),
                CertificateFile = Either(read, TlsKeys.HttpsCertificateFile, TlsKeys.DefaultsCertificateFile),
                KeyFile = Either(read, TlsKeys.HttpsKeyFile, TlsKeys.DefaultsKeyFile),
                MinVersion = Either(read, TlsKeys.HttpsMinVersion, TlsKeys.DefaultsMinVersion),
                CipherSuites = Either(read, TlsKeys.HttpsCipherSuites, TlsKeys.DefaultsCipherSuites),
                VerifyIncoming = Either(read, TlsKeys.HttpsVerifyIncoming, TlsKeys.DefaultsVerifyIncoming),
                VerifyOutgoing = Either(read, TlsKeys.HttpsVerifyOutgoing, TlsKeys.DefaultsVerifyOutgoing),
                VerifyServerHostname = false,
                UseAutoCertificate = false,
            },
            Grpc = new()
            {
                CaFile = Either(read, TlsKeys.GrpcCaFile, TlsKeys.DefaultsCaFile),
                CaPath = Either(read, TlsKeys.GrpcCaPath, TlsKeys.DefaultsCaPath),
                CertificateFile = Either(read, TlsKeys.GrpcCertificateFile, TlsKeys.DefaultsCertificateFile),
                KeyFile = Either(read, TlsKeys.GrpcKeyFile, TlsKeys.DefaultsKeyFile),
                MinVersion = Either(read, TlsKeys.GrpcMinVersion, TlsKeys.DefaultsMinVersion),
                CipherSuites = Either(read, TlsKeys.GrpcCipherSuites, TlsKeys.DefaultsCipherSuites),
                VerifyIncoming = Either(read, TlsKeys.GrpcVerifyIncoming, TlsKeys.DefaultsVerifyIncoming),
                VerifyOutgoing = false,
                VerifyServerHostname = false,
                UseAutoCertificate = read.Get(TlsKeys.GrpcUseAutoCertificate),
            },
        };

    private static T Either<T>(ConfigReader read, ConfigKey<T> own, ConfigKey<T> shared) =>
        read.Get(read.IsSet(own) ? own : shared);
}

/// <summary>TLS of one kind of listener.</summary>
public sealed record TlsStanza
{
    /// <summary>File with the certificate authorities; empty for none.</summary>
    public required string CaFile { get; init; }

    /// <summary>Folder with the certificate authorities; empty for none.</summary>
    public required string CaPath { get; init; }

    /// <summary>File with the certificate; empty for none.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>File with the private key; empty for none.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Lowest version, <c>TLSv1_0</c> to <c>TLSv1_3</c> or <c>TLS_AUTO</c>; empty for <c>TLSv1_2</c>.</summary>
    public required string MinVersion { get; init; }

    /// <summary>Cipher suites by Go name with commas between; empty for the default.</summary>
    public required string CipherSuites { get; init; }

    /// <summary>Ask who connects for a certificate.</summary>
    public required bool VerifyIncoming { get; init; }

    /// <summary>Use TLS for connections that the agent opens.</summary>
    public required bool VerifyOutgoing { get; init; }

    /// <summary>Expect servers to have certificates for their datacenter.</summary>
    public required bool VerifyServerHostname { get; init; }

    /// <summary>Use the certificate made by auto_encrypt.</summary>
    public required bool UseAutoCertificate { get; init; }
}
