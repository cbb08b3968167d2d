namespace Praetor.Client.Connecting;

/// <summary>An agent's address, taken apart.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Authority">Host and port as they were given; <c>localhost</c> for a socket.</param>
/// <param name="PathPrefix">What stands before every path, without a slash at its end: of a proxy before the agent.</param>
/// <param name="SocketPath">The Unix socket to connect to; null for TCP.</param>
internal sealed record AgentAddress(string Scheme, string Authority, string PathPrefix, string? SocketPath)
{
    /// <summary>Takes an address apart.</summary>
    /// <param name="useTls">Whether an address without scheme means TLS.</param>
    /// <exception cref="ApiException">The scheme is unknown.</exception>
    public static AgentAddress Parse(string text, bool useTls)
    {
        var scheme = useTls ? "https" : "http";
        var at = text.IndexOf("://", StringComparison.Ordinal);
        var rest = at < 0 ? text : text[(at + 3)..];
        switch (at < 0 ? "" : text[..at])
        {
            case "" or "http":
                // As in Consul, CONSUL_HTTP_SSL turns even http:// into TLS.
                break;
            case "https":
                scheme = "https";
                break;
            case "unix":
                return new AgentAddress("http", "localhost", "", rest);
            case var unknown:
                throw new ApiException($"Unknown protocol scheme: {unknown}");
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new AgentAddress(scheme, rest, "", null)
            : new AgentAddress(scheme, rest[..slash], rest[slash..].TrimEnd('/'), null);
    }
}
