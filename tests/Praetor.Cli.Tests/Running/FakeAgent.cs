using System.Net;

namespace Praetor.Cli.Tests.Running;

/// <summary>Answers requests as a script says, in its order, and keeps what was asked.</summary>
internal sealed class FakeAgent(IReadOnlyList<Exchange> script) : HttpMessageHandler
{
    private int _next;

    /// <summary>How the requests differ from the script: empty when they do not.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>The requests of the script that nobody made.</summary>
    public IEnumerable<string> Missing => script.Skip(_next).Select(exchange => exchange.Request);

    /// <summary>The headers of the last request.</summary>
    public Dictionary<string, string> LastHeaders { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        LastHeaders.Clear();
        foreach (var (name, values) in request.Headers)
        {
            LastHeaders[name] = string.Join(", ", values);
        }

        var uri = request.RequestUri ?? new Uri("http://nowhere/");
        var made = $"{request.Method} {uri.PathAndQuery}";
        var madeInFull = $"{request.Method} {uri.Scheme}://{uri.Authority}{uri.PathAndQuery}";
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        if (_next == script.Count)
        {
            Surprises.Add($"{madeInFull} was not expected");
            return new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("") };
        }

        var exchange = script[_next++];
        if (exchange.Request != made && exchange.Request != madeInFull)
        {
            Surprises.Add($"{madeInFull} instead of {exchange.Request}");
        }

        if (exchange.Sent is { } sent && sent != body)
        {
            Surprises.Add($"{made} sent {body} instead of {sent}");
        }

        return new HttpResponseMessage(exchange.Status) { Content = new StringContent(exchange.Body) };
    }
}

/// <summary>A request that is expected and the answer to it.</summary>
/// <param name="Request">Method and path, or method and URL.</param>
/// <param name="Sent">What must be sent with it; null for anything.</param>
internal sealed record Exchange(string Request, HttpStatusCode Status, string Body, string? Sent = null);
