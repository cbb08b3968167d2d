using System.Buffers;
using Praetor.Foundation.Network;

namespace Praetor.Agent.Configuration.Build;

/// <summary>
/// One go-sockaddr expression: a source of addresses, then filters, divided by bars:
/// https://pkg.go.dev/github.com/hashicorp/go-sockaddr/template.
/// </summary>
internal static class AddressTemplate
{
    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t|\"`()");

    /// <summary>Works the expression out to a text: an address, or several with a separator between.</summary>
    public static bool TryEvaluate(string expression, INetworkFacts network, out string value, out string error)
    {
        value = "";
        error = "";
        object? current = null;
        foreach (var stage in Stages(expression))
        {
            if (stage.Count == 0)
            {
                error = "missing value for command";
                return false;
            }

            current = current is null
                ? AddressSources.Find(stage[0], stage.GetRange(1, stage.Count - 1), network)
                : AddressFilters.Apply(stage[0], stage.GetRange(1, stage.Count - 1), current);
            if (current is null)
            {
                error = $"function \"{stage[0]}\" is not defined here or its arguments are wrong";
                return false;
            }
        }

        value = current switch
        {
            string text => text,
            IReadOnlyList<InterfaceAddress> addresses => string.Join(' ', addresses.Select(one => one.Address)),
            _ => "",
        };
        return true;
    }

    /// <summary>The words of each stage; words in quotes lose these.</summary>
    private static List<List<string>> Stages(string expression)
    {
        var stages = new List<List<string>> { new() };
        for (var at = 0; at < expression.Length; )
        {
            var character = expression[at];
            if (char.IsWhiteSpace(character) || character is '(' or ')')
            {
                at++;
            }
            else if (character == '|')
            {
                stages.Add([]);
                at++;
            }
            else if (character is '"' or '`')
            {
                var end = expression.IndexOf(character, at + 1);
                end = end < 0 ? expression.Length : end;
                stages[^1].Add(expression[(at + 1)..end]);
                at = Math.Min(end + 1, expression.Length);
            }
            else
            {
                var end = expression.AsSpan(at).IndexOfAny(WordEnds);
                end = end < 0 ? expression.Length : at + end;
                stages[^1].Add(expression[at..end]);
                at = end;
            }
        }

        return stages;
    }
}
