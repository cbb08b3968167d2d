using System.Text;

namespace Praetor.Client.Asking;

/// <summary>One request in the making.</summary>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The escaped path, from <c>/v1</c> on.</param>
internal sealed class ApiRequest(HttpMethod method, string path)
{
    private readonly SortedList<string, List<string>> _parameters = new(StringComparer.Ordinal);

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; } = method;

    /// <summary>What is sent with it; null for nothing.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A request that changes nothing.</summary>
    public static ApiRequest Get(string path, ReadOptions? options = null)
    {
        var request = new ApiRequest(HttpMethod.Get, path);
        options?.AddTo(request);
        return request;
    }

    /// <summary>A request that changes something.</summary>
    public static ApiRequest Put(string path, byte[]? body = null) => new(HttpMethod.Put, path) { Body = body };

    /// <summary>Adds a value of a parameter.</summary>
    public ApiRequest With(string name, string value)
    {
        if (!_parameters.TryGetValue(name, out var values))
        {
            _parameters.Add(name, values = []);
        }

        values.Add(value);
        return this;
    }

    /// <summary>Adds a parameter unless its value is empty.</summary>
    public ApiRequest WithAny(string name, string value) => value.Length == 0 ? this : With(name, value);

    /// <summary>Adds a parameter without value if the condition holds.</summary>
    public ApiRequest WithIf(bool condition, string name, string value = "") => condition ? With(name, value) : this;

    /// <summary>Path and parameters, these in the order of their names.</summary>
    public string Target()
    {
        var target = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, values) in _parameters)
        {
            foreach (var value in values)
            {
                target.Append(separator).Append(GoUrl.Query(name)).Append('=').Append(GoUrl.Query(value));
                separator = '&';
            }
        }

        return target.ToString();
    }
}
