using System.Globalization;
using System.Net;

namespace Praetor.Client;

/// <summary>
/// The agent could not be asked, or did not answer as wished. The message has the words of Consul's own client, since
/// people and scripts know them.
/// </summary>
public sealed class ApiException : Exception
{
    /// <summary>The agent could not be asked, or its answer not be understood.</summary>
    public ApiException(string message, Exception? cause = null)
        : base(message, cause) { }

    private ApiException(HttpStatusCode status, string message)
        : base(message)
    {
        Status = status;
    }

    /// <summary>What the agent answered with; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>An answer other than the one wished for.</summary>
    /// <param name="body">What the agent said about it.</param>
    internal static ApiException Unexpected(HttpStatusCode status, string body) =>
        new(
            status,
            string.Create(CultureInfo.InvariantCulture, $"Unexpected response code: {(int)status} ({body.Trim()})")
        );
}
