using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Build;

/// <summary>What must hold of the keys under <c>tls</c>.</summary>
internal static class TlsChecks
{
    private static readonly (ConfigKey<string> Version, ConfigKey<string> Suites)[] Stanzas =
    [
        (TlsKeys.DefaultsMinVersion, TlsKeys.DefaultsCipherSuites),
        (TlsKeys.RpcMinVersion, TlsKeys.RpcCipherSuites),
        (TlsKeys.HttpsMinVersion, TlsKeys.HttpsCipherSuites),
        (TlsKeys.GrpcMinVersion, TlsKeys.GrpcCipherSuites),
    ];

    private static readonly ConfigKey<bool>[] AutoCertificates =
    [
        TlsKeys.DefaultsUseAutoCertificate,
        TlsKeys.RpcUseAutoCertificate,
        TlsKeys.HttpsUseAutoCertificate,
    ];

    public static IEnumerable<ConfigProblem> All(AgentConfig config)
    {
        var raw = config.Raw;
        foreach (var (version, suites) in Stanzas)
        {
            var wanted = raw.Get(version);
            if (wanted is not ("" or "TLS_AUTO" or "TLSv1_0" or "TLSv1_1" or "TLSv1_2" or "TLSv1_3"))
            {
                yield return new($"{version.Path}: invalid TLS version: {GoQuote.Quote(wanted)}", version.Path);
            }

            if (wanted == "TLSv1_3" && raw.Get(suites).Length > 0)
            {
                yield return new($"{suites.Path}: TLS 1.3 cipher suites are not configurable", suites.Path);
            }
        }

        if (raw.Has(TlsKeys.GrpcVerifyOutgoing))
        {
            yield return new("verify_outgoing is not valid in the tls.grpc stanza", TlsKeys.GrpcVerifyOutgoing.Path);
        }

        foreach (var key in new[] { TlsKeys.HttpsVerifyServerHostname, TlsKeys.GrpcVerifyServerHostname })
        {
            if (raw.Has(key))
            {
                yield return new(
                    $"verify_server_hostname is only valid in the tls.defaults and tls.internal_rpc stanzas",
                    key.Path
                );
            }
        }

        foreach (var key in AutoCertificates)
        {
            if (raw.Has(key))
            {
                yield return new("use_auto_cert is only valid in the tls.grpc stanza", key.Path);
            }
        }
    }
}
