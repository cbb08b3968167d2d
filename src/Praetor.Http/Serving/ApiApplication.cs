using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;

namespace Praetor.Http.Serving;

/// <summary>
/// What Kestrel calls for each request: finds the route, refuses what Consul refuses before any route sees it, and is the
/// boundary at which a surprise ends one request and not the process.
/// </summary>
internal sealed partial class ApiApplication(RouteTable routes, ApiSettings settings, ILogger<ApiApplication> logger)
    : IHttpApplication<ApiExchange>
{
    public ApiExchange CreateContext(IFeatureCollection contextFeatures)
    {
        // Kestrel keeps one container a connection: the exchange and its buffers are made once for all its requests.
        if (contextFeatures is IHostContextContainer<ApiExchange> container)
        {
            container.HostContext ??= NewExchange();
            container.HostContext.Begin(contextFeatures);
            return container.HostContext;
        }

        var exchange = NewExchange();
        exchange.Begin(contextFeatures);
        return exchange;
    }

    public async Task ProcessRequestAsync(ApiExchange context)
    {
        try
        {
            await DispatchAsync(context);
        }
        catch (OperationCanceledException) when (context.Aborted.IsCancellationRequested)
        {
            // The client is gone: nobody waits for an answer.
        }
        catch (BadHttpRequestException bad)
        {
            await RefuseAsync(context, bad.StatusCode, bad.Message);
        }
        catch (Exception surprise)
        {
            LogRequestFailed(logger, context.Method, surprise);
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, "Internal error; see the agent's log");
        }
    }

    public void DisposeContext(ApiExchange context, Exception? exception) => context.End();

    private ApiExchange NewExchange() => new() { IndentAlways = settings.IndentJson };

    private static ValueTask RefuseAsync(ApiExchange exchange, int status, string text)
    {
        if (exchange.HasStarted)
        {
            // Half an answer is out; the client must not take it for a whole one.
            exchange.Abort();
            return ValueTask.CompletedTask;
        }

        return exchange.AnswerTextAsync(status, text);
    }

    private ValueTask DispatchAsync(ApiExchange exchange)
    {
        if (!RequestTarget.TryParse(exchange.RawTarget, out var target))
        {
            return exchange.AnswerTextAsync(StatusCodes.Status400BadRequest, "400 Bad Request");
        }

        exchange.Target = target;
        if (settings.RefuseUnprintablePaths && !target.IsPrintable())
        {
            return exchange.AnswerAsync(StatusCodes.Status400BadRequest);
        }

        var path = target.Path.Span;
        if (!PathCleaning.IsClean(path))
        {
            return exchange.RedirectAsync(PathCleaning.Escape(PathCleaning.Clean(path).Span));
        }

        var route = routes.Find(path, out var addSlash);
        if (addSlash)
        {
            return exchange.RedirectAsync(PathCleaning.Escape(path) + "/");
        }

        foreach (var (name, value) in settings.ResponseHeaders)
        {
            exchange.Headers[name] = value;
        }

        return route is null ? UnknownPathAsync(exchange, path) : AnswerAsync(exchange, route);
    }

    private ValueTask AnswerAsync(ApiExchange exchange, Route route)
    {
        exchange.Headers.Vary = "Accept-Encoding";
        exchange.Headers["X-Consul-Default-Acl-Policy"] = settings.DefaultAclPolicy;
        if (AccessRules.FaultOf(exchange, settings) is { } closed)
        {
            return exchange.AnswerTextAsync(StatusCodes.Status403Forbidden, closed);
        }

        if (HttpMethods.IsOptions(exchange.Method))
        {
            exchange.Headers.Allow = route.Allow;
            return exchange.AnswerAsync(StatusCodes.Status200OK);
        }

        if (!route.Takes(exchange.Method))
        {
            exchange.Headers.Allow = route.Allow;
            return exchange.AnswerTextAsync(
                StatusCodes.Status405MethodNotAllowed,
                $"method {exchange.Method} not allowed"
            );
        }

        if (!exchange.Query.TryParse(exchange.Target.Query))
        {
            return exchange.AnswerAsync(StatusCodes.Status500InternalServerError);
        }

        if (EnterpriseInput.Find(exchange) is { } refusal)
        {
            return exchange.AnswerTextAsync(StatusCodes.Status400BadRequest, refusal);
        }

        exchange.PathRest = exchange.Target.Path.Slice(Math.Min(route.Pattern.Length, exchange.Target.Path.Length));
        return route.Handler(exchange);
    }

    private static ValueTask UnknownPathAsync(ApiExchange exchange, ReadOnlySpan<byte> path) =>
        exchange.AnswerTextAsync(
            StatusCodes.Status404NotFound,
            path.StartsWith("/v1/"u8)
                ? "Invalid URL path: not a recognized HTTP API endpoint\n"
                : "Invalid URL path: if attempting to use the HTTP API, ensure the path starts with '/v1/'\n"
        );

    [LoggerMessage(
        EventId = 9001,
        Level = LogLevel.Error,
        Message = "Answering a {Method} request failed by a surprise; report this"
    )]
    private static partial void LogRequestFailed(ILogger logger, string method, Exception surprise);
}
