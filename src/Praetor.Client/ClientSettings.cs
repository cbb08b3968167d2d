namespace Praetor.Client;

/// <summary>Where the agent is and as whom it is asked.</summary>
public sealed record ClientSettings
{
    /// <summary><c>host:port</c>, <c>http://…</c>, <c>https://…</c> (both with an optional path), or <c>unix://path</c>.</summary>
    public string Address { get; init; } = "127.0.0.1:8500";

    /// <summary>Whether an address without scheme is asked by TLS.</summary>
    public bool UseTls { get; init; }

    /// <summary>The ACL token; empty for none.</summary>
    public string Token { get; init; } = "";

    /// <summary>A file whose content, if any, is the token instead; empty for none.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>User and password for basic authentication, of a proxy before the agent; null for none.</summary>
    public BasicCredentials? Credentials { get; init; }

    /// <summary>The datacenter that requests are about; empty for the agent's own.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The namespace that requests are about; only Consul Enterprise has any.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The partition that requests are about; only Consul Enterprise has any.</summary>
    public string Partition { get; init; } = "";

    /// <summary>How the agent's certificate is checked and which one it is shown.</summary>
    public ClientTlsSettings Tls { get; init; } = new();
}

/// <summary>A user and a password.</summary>
public sealed record BasicCredentials(string User, string Password);

/// <summary>How the agent's certificate is checked and which one it is shown. Empty texts stand for none.</summary>
public sealed record ClientTlsSettings
{
    /// <summary>A PEM file of authorities to trust instead of the system's.</summary>
    public string AuthorityFile { get; init; } = "";

    /// <summary>A folder of such files.</summary>
    public string AuthorityFolder { get; init; } = "";

    /// <summary>The PEM file of our certificate.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>The PEM file of its key.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>The name to expect in the agent's certificate, if not that of the address.</summary>
    public string ServerName { get; init; } = "";

    /// <summary>Whether the agent's certificate is checked at all.</summary>
    public bool Verify { get; init; } = true;
}
