using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Praetor.Client;
using Xunit;

namespace Praetor.Cli.Tests.Connecting;

/// <summary>
/// Which agents are trusted. TLS happens below the handler that other tests replace, so here a socket of this machine
/// answers one request each time.
/// </summary>
public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 _certificate = SelfSigned("server.dc1.consul");
    private readonly string _authorityFile = Path.GetTempFileName();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TlsTests()
    {
        File.WriteAllText(_authorityFile, _certificate.ExportCertificatePem());
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(_authorityFile);
        _certificate.Dispose();
    }

    [Fact]
    public async Task An_agent_whose_authority_a_file_names_is_trusted()
    {
        var tls = new ClientTlsSettings { AuthorityFile = _authorityFile, ServerName = "server.dc1.consul" };

        Assert.Equal("leader", await AskAsync(tls));
    }

    [Fact]
    public async Task An_agent_of_an_unknown_authority_is_refused()
    {
        var refused = await Assert.ThrowsAsync<ApiException>(() =>
            AskAsync(new ClientTlsSettings { ServerName = "server.dc1.consul" })
        );

        Assert.EndsWith(
            "tls: failed to verify certificate: x509: certificate signed by unknown authority",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_agent_with_a_certificate_for_another_name_is_refused()
    {
        var tls = new ClientTlsSettings { AuthorityFile = _authorityFile, ServerName = "server.dc2.consul" };

        await Assert.ThrowsAsync<ApiException>(() => AskAsync(tls));
    }

    [Fact]
    public async Task Any_agent_is_trusted_where_nothing_is_to_be_verified()
    {
        Assert.Equal("leader", await AskAsync(new ClientTlsSettings { Verify = false }));
    }

    [Fact]
    public void A_missing_authority_file_is_named()
    {
        var settings = new ClientSettings
        {
            Address = "https://127.0.0.1:1",
            Tls = new ClientTlsSettings { AuthorityFile = "/nowhere/ca.pem" },
        };

        var refused = Assert.Throws<ApiException>(() => new ApiClient(settings).Dispose());

        Assert.Equal("Error loading CA File: open /nowhere/ca.pem: no such file or directory", refused.Message);
    }

    private async Task<string> AskAsync(ClientTlsSettings tls)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var client = new ApiClient(
            new ClientSettings { Address = $"https://{_listener.LocalEndpoint}", Tls = tls }
        );
        var answering = AnswerOnceAsync(cancellationToken);
        var leader = await client.Status.LeaderAsync(cancellationToken);
        await answering;
        return leader;
    }

    private async Task AnswerOnceAsync(CancellationToken cancellationToken)
    {
        using var connection = await _listener.AcceptTcpClientAsync(cancellationToken);
        await using var stream = new SslStream(connection.GetStream());
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _certificate },
            cancellationToken
        );
        await stream.ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, cancellationToken);
        await stream.WriteAsync(
            "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n\"leader\""u8.ToArray(),
            cancellationToken
        );
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }
}
