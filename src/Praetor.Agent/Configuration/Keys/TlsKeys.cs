using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>tls</c>.</summary>
internal static class TlsKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> DefaultsCaFile = Keys.Text(
            "tls.defaults.ca_file",
            "",
            "File with the certificate authorities, for every listener."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> DefaultsCaPath = Keys.Text(
            "tls.defaults.ca_path",
            "",
            "Folder with the certificate authorities, for every listener."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> DefaultsCertificateFile = Keys.Text(
            "tls.defaults.cert_file",
            "",
            "File with the certificate, for every listener."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> DefaultsKeyFile = Keys.Text(
            "tls.defaults.key_file",
            "",
            "File with the private key, for every listener."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> DefaultsMinVersion = Keys.Text(
        "tls.defaults.tls_min_version",
        "",
        "Lowest TLS version, for every listener: TLS_AUTO, TLSv1_0 to TLSv1_3."
    );

    public static readonly ConfigKey<string> DefaultsCipherSuites = Keys.Text(
        "tls.defaults.tls_cipher_suites",
        "",
        "Cipher suites by Go name with commas between, for every listener."
    );

    public static readonly ConfigKey<bool> DefaultsVerifyIncoming = Keys.Bool(
            "tls.defaults.verify_incoming",
            false,
            "Ask who connects for a certificate, for every listener."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> DefaultsVerifyOutgoing = Keys.Bool(
            "tls.defaults.verify_outgoing",
            false,
            "Use TLS for connections that the agent opens, for every listener."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> DefaultsVerifyServerHostname = Keys.Bool(
            "tls.defaults.verify_server_hostname",
            false,
            "Expect servers to have certificates for their datacenter, for every listener."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> DefaultsUseAutoCertificate = Keys.Bool(
        "tls.defaults.use_auto_cert",
        false,
        "Use the certificate made by auto_encrypt, for every listener."
    );

    public static readonly ConfigKey<string> RpcCaFile = Keys.Text(
            "tls.internal_rpc.ca_file",
            "",
            "File with the certificate authorities, for server RPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> RpcCaPath = Keys.Text(
            "tls.internal_rpc.ca_path",
            "",
            "Folder with the certificate authorities, for server RPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> RpcCertificateFile = Keys.Text(
            "tls.internal_rpc.cert_file",
            "",
            "File with the certificate, for server RPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> RpcKeyFile = Keys.Text(
            "tls.internal_rpc.key_file",
            "",
            "File with the private key, for server RPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> RpcMinVersion = Keys.Text(
        "tls.internal_rpc.tls_min_version",
        "",
        "Lowest TLS version, for server RPC: TLS_AUTO, TLSv1_0 to TLSv1_3."
    );

    public static readonly ConfigKey<string> RpcCipherSuites = Keys.Text(
        "tls.internal_rpc.tls_cipher_suites",
        "",
        "Cipher suites by Go name with commas between, for server RPC."
    );

    public static readonly ConfigKey<bool> RpcVerifyIncoming = Keys.Bool(
            "tls.internal_rpc.verify_incoming",
            false,
            "Ask who connects for a certificate, for server RPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> RpcVerifyOutgoing = Keys.Bool(
            "tls.internal_rpc.verify_outgoing",
            false,
            "Use TLS for connections that the agent opens, for server RPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> RpcVerifyServerHostname = Keys.Bool(
            "tls.internal_rpc.verify_server_hostname",
            false,
            "Expect servers to have certificates for their datacenter, for server RPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> RpcUseAutoCertificate = Keys.Bool(
        "tls.internal_rpc.use_auto_cert",
        false,
        "Use the certificate made by auto_encrypt, for server RPC."
    );

    public static readonly ConfigKey<string> HttpsCaFile = Keys.Text(
            "tls.https.ca_file",
            "",
            "File with the certificate authorities, for HTTPS."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> HttpsCaPath = Keys.Text(
            "tls.https.ca_path",
            "",
            "Folder with the certificate authorities, for HTTPS."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> HttpsCertificateFile = Keys.Text(
            "tls.https.cert_file",
            "",
            "File with the certificate, for HTTPS."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> HttpsKeyFile = Keys.Text(
            "tls.https.key_file",
            "",
            "File with the private key, for HTTPS."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> HttpsMinVersion = Keys.Text(
        "tls.https.tls_min_version",
        "",
        "Lowest TLS version, for HTTPS: TLS_AUTO, TLSv1_0 to TLSv1_3."
    );

    public static readonly ConfigKey<string> HttpsCipherSuites = Keys.Text(
        "tls.https.tls_cipher_suites",
        "",
        "Cipher suites by Go name with commas between, for HTTPS."
    );

    public static readonly ConfigKey<bool> HttpsVerifyIncoming = Keys.Bool(
            "tls.https.verify_incoming",
            false,
            "Ask who connects for a certificate, for HTTPS."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> HttpsVerifyOutgoing = Keys.Bool(
            "tls.https.verify_outgoing",
            false,
            "Use TLS for connections that the agent opens, for HTTPS."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> HttpsVerifyServerHostname = Keys.Bool(
            "tls.https.verify_server_hostname",
            false,
            "Expect servers to have certificates for their datacenter, for HTTPS."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> HttpsUseAutoCertificate = Keys.Bool(
        "tls.https.use_auto_cert",
        false,
        "Use the certificate made by auto_encrypt, for HTTPS."
    );

    public static readonly ConfigKey<string> GrpcCaFile = Keys.Text(
            "tls.grpc.ca_file",
            "",
            "File with the certificate authorities, for gRPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> GrpcCaPath = Keys.Text(
            "tls.grpc.ca_path",
            "",
            "Folder with the certificate authorities, for gRPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> GrpcCertificateFile = Keys.Text(
            "tls.grpc.cert_file",
            "",
            "File with the certificate, for gRPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> GrpcKeyFile = Keys.Text(
            "tls.grpc.key_file",
            "",
            "File with the private key, for gRPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<string> GrpcMinVersion = Keys.Text(
        "tls.grpc.tls_min_version",
        "",
        "Lowest TLS version, for gRPC: TLS_AUTO, TLSv1_0 to TLSv1_3."
    );

    public static readonly ConfigKey<string> GrpcCipherSuites = Keys.Text(
        "tls.grpc.tls_cipher_suites",
        "",
        "Cipher suites by Go name with commas between, for gRPC."
    );

    public static readonly ConfigKey<bool> GrpcVerifyIncoming = Keys.Bool(
            "tls.grpc.verify_incoming",
            false,
            "Ask who connects for a certificate, for gRPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> GrpcVerifyOutgoing = Keys.Bool(
            "tls.grpc.verify_outgoing",
            false,
            "Use TLS for connections that the agent opens, for gRPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> GrpcVerifyServerHostname = Keys.Bool(
            "tls.grpc.verify_server_hostname",
            false,
            "Expect servers to have certificates for their datacenter, for gRPC."
        )
        .Reloads(ReloadPart.Tls);

    public static readonly ConfigKey<bool> GrpcUseAutoCertificate = Keys.Bool(
        "tls.grpc.use_auto_cert",
        false,
        "Use the certificate made by auto_encrypt, for gRPC."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
