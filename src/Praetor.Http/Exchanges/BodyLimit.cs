namespace Praetor.Http.Exchanges;

/// <summary>Consul's words for a body that is too large.</summary>
internal static class BodyLimit
{
    /// <param name="body">What was read of it.</param>
    /// <param name="lengthMax">The limit, in bytes.</param>
    /// <param name="setting">The key of the configuration that raises the limit.</param>
    public static string Refusal(RequestBody body, long lengthMax, string setting) =>
        body.DeclaredLength is { } length
            ? $"Request body({length} bytes) too large, max size: {lengthMax} bytes. {SeeAlso(setting)}"
            : $"Request body too large, max size: {lengthMax} bytes. {SeeAlso(setting)}";

    private static string SeeAlso(string setting) =>
        $"See https://www.consul.io/docs/agent/config/config-files#{setting}.";
}
