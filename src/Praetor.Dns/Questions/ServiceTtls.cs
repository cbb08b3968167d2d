namespace Praetor.Dns.Questions;

/// <summary>How long answers about services are good for: by name, else by the longest prefix.</summary>
internal sealed class ServiceTtls
{
    private readonly SortedList<string, uint> _exact = new(StringComparer.Ordinal);
    private readonly List<(string Prefix, uint Ttl)> _prefixes = [];

    /// <param name="configured">Seconds by name, <c>prefix*</c> or <c>*</c>.</param>
    public ServiceTtls(IReadOnlyDictionary<string, uint> configured)
    {
        foreach (var (name, ttl) in configured)
        {
            if (name.EndsWith('*'))
            {
                _prefixes.Add((name[..^1], ttl));
            }
            else
            {
                _exact[name] = ttl;
            }
        }

        _prefixes.Sort(static (a, b) => b.Prefix.Length.CompareTo(a.Prefix.Length));
    }

    /// <summary>Seconds; 0 where nothing is configured.</summary>
    public uint Of(string service)
    {
        if (_exact.TryGetValue(service, out var ttl))
        {
            return ttl;
        }

        foreach (var (prefix, prefixTtl) in _prefixes)
        {
            if (service.StartsWith(prefix, StringComparison.Ordinal))
            {
                return prefixTtl;
            }
        }

        return 0;
    }
}
