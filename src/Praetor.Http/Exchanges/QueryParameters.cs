using System.Text;

namespace Praetor.Http.Exchanges;

/// <summary>
/// The parameters of a request, by Go's rules: split at ampersands, names are case-sensitive, plus is a space, the first
/// value of a name counts, and a name without a value is present and empty.
/// </summary>
internal sealed class QueryParameters
{
    // No route of the API knows more than a dozen parameters; repeated ones are tags and node metadata.
    private const int ParametersMax = 1_000;

    private readonly List<KeyValuePair<string, string>> _parameters = [];

    /// <summary>Reads a query string again into this object. False when it can't be decoded.</summary>
    public bool TryParse(string query)
    {
        _parameters.Clear();
        if (query.Length == 0)
        {
            return true;
        }

        var rest = query.AsSpan();
        while (true)
        {
            var ampersand = rest.IndexOf('&');
            var pair = ampersand < 0 ? rest : rest[..ampersand];
            if (!pair.IsEmpty && !TryAdd(pair))
            {
                return false;
            }

            if (ampersand < 0)
            {
                return true;
            }

            rest = rest[(ampersand + 1)..];
        }
    }

    /// <summary>Whether the parameter stands there, with or without a value.</summary>
    public bool Has(string name) => Find(name) >= 0;

    /// <summary>The parameter's first value; empty when it isn't there.</summary>
    public string Get(string name) => Find(name) is var at && at >= 0 ? _parameters[at].Value : "";

    /// <summary>Every value of the parameter, in order.</summary>
    public IEnumerable<string> All(string name)
    {
        foreach (var (key, value) in _parameters)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
            {
                yield return value;
            }
        }
    }

    private int Find(string name)
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            if (string.Equals(_parameters[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private bool TryAdd(ReadOnlySpan<char> pair)
    {
        // Go refuses semicolons, which once separated pairs.
        if (pair.Contains(';') || _parameters.Count == ParametersMax)
        {
            return false;
        }

        var equals = pair.IndexOf('=');
        var name = equals < 0 ? pair : pair[..equals];
        var value = equals < 0 ? default : pair[(equals + 1)..];
        if (!TryDecode(name, out var decodedName) || !TryDecode(value, out var decodedValue))
        {
            return false;
        }

        _parameters.Add(KeyValuePair.Create(decodedName, decodedValue));
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out string decoded)
    {
        if (text.IndexOfAny('%', '+') < 0)
        {
            decoded = text.ToString();
            return true;
        }

        decoded = "";
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '+':
                    bytes[length++] = (byte)' ';
                    break;
                case '%':
                    if (
                        i + 2 >= text.Length
                        || !byte.TryParse(
                            text.Slice(i + 1, 2),
                            System.Globalization.NumberStyles.AllowHexSpecifier,
                            null,
                            out bytes[length]
                        )
                    )
                    {
                        return false;
                    }

                    length++;
                    i += 2;
                    break;
                default:
                    length += Encoding.UTF8.GetBytes(text.Slice(i, 1), bytes.AsSpan(length));
                    break;
            }
        }

        decoded = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }
}
