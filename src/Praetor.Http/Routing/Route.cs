using Praetor.Http.Exchanges;

namespace Praetor.Http.Routing;

/// <summary>Answers one request. The exchange knows what was asked and writes the answer.</summary>
internal delegate ValueTask ApiHandler(ApiExchange exchange);

/// <summary>
/// A path of the API with the methods it takes, in the order in which Consul's <c>Allow</c> header names them.
/// </summary>
/// <param name="Pattern">
/// The path. One that ends in a slash matches all that begins with it; the longest pattern wins, as in Go's ServeMux.
/// </param>
/// <param name="Methods">The methods it takes, besides OPTIONS.</param>
/// <param name="Handler">What answers them.</param>
internal sealed record Route(string Pattern, IReadOnlyList<string> Methods, ApiHandler Handler)
{
    /// <summary>The value of the <c>Allow</c> header.</summary>
    public string Allow { get; } = "OPTIONS," + string.Join(',', Methods);

    public bool Takes(string method)
    {
        foreach (var taken in Methods)
        {
            if (string.Equals(taken, method, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
