using Microsoft.AspNetCore.Http;

namespace Praetor.Http.Exchanges;

/// <summary>Where a request says who it is: <c>?token=</c>, then X-Consul-Token, then Authorization: Bearer.</summary>
internal static class RequestToken
{
    /// <summary>The token, or empty: then the agent's default token counts.</summary>
    public static string Find(QueryParameters query, IHeaderDictionary headers)
    {
        if (query.Get("token") is { Length: > 0 } parameter)
        {
            return parameter;
        }

        if (headers.TryGetValue("X-Consul-Token", out var values) && values is [{ Length: > 0 } header, ..])
        {
            return header;
        }

        return headers.Authorization is [{ } authorization, ..] ? Bearer(authorization) : "";
    }

    private static string Bearer(string authorization)
    {
        var words = authorization.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var scheme, var token, ..] && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? token
            : "";
    }
}
