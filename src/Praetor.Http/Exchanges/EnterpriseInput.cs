namespace Praetor.Http.Exchanges;

/// <summary>
/// Tenancy that a client asks for. Consul's open edition refuses it, and a client that believes in a namespace must not
/// be answered as if it had one.
/// </summary>
internal static class EnterpriseInput
{
    /// <summary>The text of the refusal, or null.</summary>
    public static string? Find(ApiExchange exchange)
    {
        if (exchange.Query.Get("ns").Length > 0)
        {
            return "Invalid query parameter: \"ns\" - Namespaces are a Consul Enterprise feature";
        }

        if (exchange.RequestHeaders["X-Consul-Namespace"] is [{ Length: > 0 }, ..])
        {
            return "Invalid header: \"X-Consul-Namespace\" - Namespaces are a Consul Enterprise feature";
        }

        if (exchange.Query.Get("partition").Length > 0)
        {
            return "Invalid query parameter: \"partition\" - Partitions are a Consul Enterprise feature";
        }

        return exchange.RequestHeaders["X-Consul-Partition"] is [{ Length: > 0 }, ..]
            ? "Invalid header: \"X-Consul-Partition\" - Partitions are a Consul Enterprise feature"
            : null;
    }
}
