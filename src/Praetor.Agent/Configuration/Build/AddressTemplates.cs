using Praetor.Foundation.Network;

namespace Praetor.Agent.Configuration.Build;

/// <summary>Expands the go-sockaddr templates that may stand in keys for addresses.</summary>
internal sealed class AddressTemplates(INetworkFacts network)
{
    /// <summary>Replaces every <c>{{ … }}</c> in a text by what it stands for.</summary>
    /// <param name="error">What is wrong with a template; the text is then as it was.</param>
    public bool TryExpand(string text, out string expanded, out string error)
    {
        expanded = text;
        error = "";
        while (expanded.IndexOf("{{", StringComparison.Ordinal) is var start and >= 0)
        {
            var end = expanded.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
            {
                error = $"unable to parse address template {text}: unclosed action";
                return false;
            }

            if (!AddressTemplate.TryEvaluate(expanded[(start + 2)..end], network, out var value, out error))
            {
                error = $"unable to parse address template {text}: {error}";
                expanded = text;
                return false;
            }

            expanded = expanded[..start] + value + expanded[(end + 2)..];
        }

        return true;
    }
}
