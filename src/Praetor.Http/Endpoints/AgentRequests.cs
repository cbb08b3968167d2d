using Microsoft.AspNetCore.Http;
using Praetor.Agent.Registration;
using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;
using Praetor.Http.Exchanges;
using Praetor.Http.Serving;
using Praetor.Model.Json;

namespace Praetor.Http.Endpoints;

/// <summary>What the agent's endpoints have in common: bodies in, faults out.</summary>
internal static class AgentRequests
{
    /// <summary>The record in the body; null after an answer that says what is wrong with it.</summary>
    public static async ValueTask<T?> DecodeBodyAsync<T>(ApiExchange exchange, ApiSettings settings)
        where T : class, IJsonRecord<T>
    {
        var body = await exchange.ReadBodyAsync(settings.BodySizeMax);
        if (body.Bytes is null)
        {
            await exchange.AnswerTooLargeAsync(body, settings.BodySizeMax);
            return null;
        }

        try
        {
            return GoJson.Decode<T>(body.Bytes);
        }
        catch (JsonFormatException bad)
        {
            await exchange.AnswerBadRequestAsync($"Request decode failed: {bad.Message}");
            return null;
        }
    }

    /// <summary>Answers that it is done, or why not.</summary>
    public static ValueTask AnswerAsync(ApiExchange exchange, RegistrationFault? fault) =>
        fault is null
            ? exchange.AnswerAsync(StatusCodes.Status200OK)
            : exchange.AnswerTextAsync(StatusOf(fault.Kind), fault.Text);

    /// <summary>Whether <c>?enable=</c> says yes or no; null with the words that refuse it.</summary>
    public static bool? Enable(QueryParameters query, out string refusal)
    {
        refusal = "";
        if (!query.Has("enable"))
        {
            refusal = "Missing value for enable";
            return null;
        }

        var value = query.Get("enable");
        switch (value)
        {
            case "1" or "t" or "T" or "TRUE" or "true" or "True":
                return true;
            case "0" or "f" or "F" or "FALSE" or "false" or "False":
                return false;
            default:
                refusal = $"Invalid value for enable: {GoQuote.Quote(value)}";
                return null;
        }
    }

    /// <summary>Refuses a filter, and says whether there was one: one that is not applied would answer with too much.</summary>
    public static bool HasFilter(ApiExchange exchange) => exchange.Query.Get("filter").Length > 0;

    /// <summary>Answers that filters are not understood.</summary>
    public static ValueTask RefuseFilterAsync(ApiExchange exchange) =>
        exchange.AnswerTextAsync(
            StatusCodes.Status500InternalServerError,
            "Filter expressions are not supported yet; leave ?filter out"
        );

    private static int StatusOf(RegistrationFaultKind kind) =>
        kind switch
        {
            RegistrationFaultKind.Invalid => StatusCodes.Status400BadRequest,
            RegistrationFaultKind.NotFound => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status500InternalServerError,
        };
}
