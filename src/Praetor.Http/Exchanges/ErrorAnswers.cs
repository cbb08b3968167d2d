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

    private static int StatusOf(RpcErrorKind kind) =>
        kind switch
        {
            RpcErrorKind.PermissionDenied => StatusCodes.Status403Forbidden,
            RpcErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status500InternalServerError,
        };
}
