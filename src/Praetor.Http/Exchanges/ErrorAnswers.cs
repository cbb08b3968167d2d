using Microsoft.AspNetCore.Http;
using Praetor.Model.Rpc;

namespace Praetor.Http.Exchanges;

/// <summary>How a refusal of a server becomes a status: Consul's table, kind by kind.</summary>
internal static class ErrorAnswers
{
    public static ValueTask AnswerErrorAsync(this ApiExchange exchange, RpcError error) =>
        exchange.AnswerTextAsync(StatusOf(error.Kind), error.Text);

    /// <summary>Answers 400 with a text.</summary>
    public static ValueTask AnswerBadRequestAsync(this ApiExchange exchange, string text) =>
        exchange.AnswerTextAsync(StatusCodes.Status400BadRequest, text);

    /// <summary>Answers 413: a body that no legitimate client sends.</summary>
    public static ValueTask AnswerTooLargeAsync(this ApiExchange exchange, RequestBody body, long lengthMax) =>
        exchange.AnswerTextAsync(
            StatusCodes.Status413PayloadTooLarge,
            body.DeclaredLength is { } length
                ? $"Request body({length} bytes) too large, max size: {lengthMax} bytes."
                : $"Request body too large, max size: {lengthMax} bytes."
        );

    private static int StatusOf(RpcErrorKind kind) =>
        kind switch
        {
            RpcErrorKind.PermissionDenied => StatusCodes.Status403Forbidden,
            RpcErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status500InternalServerError,
        };
}
