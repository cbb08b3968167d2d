using System.Collections.Frozen;
using System.Text;
using Praetor.Foundation;

namespace Praetor.Http.Routing;

/// <summary>Finds the route of a path: an exact pattern first, then the longest one that ends in a slash and begins the path.</summary>
internal sealed class RouteTable
{
    // Longer than any pattern; a longer path can only match by prefix.
    private const int ExactLengthMax = 128;

    private readonly FrozenDictionary<string, Route>.AlternateLookup<ReadOnlySpan<char>> _byPattern;

    public RouteTable(IEnumerable<Route> routes)
    {
        var byPattern = new Dictionary<string, Route>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            Invariant.Check(route.Pattern.Length <= ExactLengthMax, "A pattern fits the lookup buffer.");
            Invariant.Check(byPattern.TryAdd(route.Pattern, route), "A pattern is routed once.");
        }

        _byPattern = byPattern.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The route, or null. <paramref name="addSlash"/> is set when only the path with a slash added has one.</summary>
    public Route? Find(ReadOnlySpan<byte> path, out bool addSlash)
    {
        addSlash = false;
        Span<char> buffer = stackalloc char[ExactLengthMax + 1];
        var length = Encoding.Latin1.GetChars(path[..Math.Min(path.Length, ExactLengthMax)], buffer);
        if (path.Length <= ExactLengthMax && _byPattern.TryGetValue(buffer[..length], out var exact))
        {
            return exact;
        }

        buffer[length] = '/';
        if (path.Length < ExactLengthMax && _byPattern.TryGetValue(buffer[..(length + 1)], out var subtree))
        {
            addSlash = true;
            return subtree;
        }

        for (var end = length; end > 0; end--)
        {
            if (buffer[end - 1] == '/' && _byPattern.TryGetValue(buffer[..end], out var prefix))
            {
                return prefix;
            }
        }

        return null;
    }
}
