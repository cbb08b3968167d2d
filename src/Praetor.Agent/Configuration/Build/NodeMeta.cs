using System.Globalization;

namespace Praetor.Agent.Configuration.Build;

/// <summary>The rules for the pairs that describe a node or a service.</summary>
internal static class NodeMeta
{
    private const int PairsMax = 64;
    private const int KeyLengthMax = 128;
    private const int ValueLengthMax = 512;

    /// <summary>What is wrong with the pairs, in Consul's words, or null.</summary>
    public static string? Refuse(IReadOnlyDictionary<string, string> meta)
    {
        if (meta.Count > PairsMax)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Node metadata cannot contain more than {PairsMax} key/value pairs"
            );
        }

        foreach (var (key, value) in meta)
        {
            if (RefusePair(key, value) is { } error)
            {
                return $"Couldn't load metadata pair ('{key}', '{value}'): {error}";
            }
        }

        return null;
    }

    private static string? RefusePair(string key, string value) =>
        key.Length == 0 ? "Key cannot be blank"
        : key.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            ? "Key contains invalid characters"
        : key.Length > KeyLengthMax ? "Key is too long (limit: 128 characters)"
        : key.StartsWith("consul-", StringComparison.Ordinal) ? "Key prefix 'consul-' is reserved for internal use"
        : value.Length > ValueLengthMax ? "Value is too long (limit: 512 characters)"
        : null;
}
