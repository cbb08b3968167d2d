using System.Text;
using Microsoft.AspNetCore.Http;
using Praetor.Http.Exchanges;

namespace Praetor.Http.Serving;

/// <summary>What the operator closed: endpoints for everybody, and writing for clients from elsewhere.</summary>
internal static class AccessRules
{
    /// <summary>Consul's words for why the request is refused; null if it is not.</summary>
    public static string? FaultOf(ApiExchange exchange, ApiSettings settings)
    {
        foreach (var prefix in settings.BlockedPrefixes)
        {
            if (exchange.Target.Path.StartsWith(Encoding.UTF8.GetBytes(prefix)))
            {
                return "Endpoint is blocked by agent configuration";
            }
        }

        return settings.WritersFrom.Count == 0 || Reads(exchange.Method) || IsWriter(exchange, settings)
            ? null
            : "Access is restricted";
    }

    private static bool Reads(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsWriter(ApiExchange exchange, ApiSettings settings)
    {
        // A client on a unix socket has no address, and is on this machine.
        if (exchange.ClientAddress is not { } client)
        {
            return true;
        }

        var address = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
        return settings.WritersFrom.Any(network => network.Contains(address));
    }
}
