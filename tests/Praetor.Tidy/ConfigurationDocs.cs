using System.Text.RegularExpressions;
using Xunit;

namespace Praetor.Tidy;

/// <summary>What is promised of configuration keys, and what is not true of them yet.</summary>
public sealed partial class ConfigurationDocs
{
    [Fact]
    public void Keys_without_effect_are_listed_for_users()
    {
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs/reference/config.md"));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/compatibility.md"));
        var section = page[page.IndexOf("## Keys without effect", StringComparison.Ordinal)..];

        var idle = Row()
            .Matches(reference)
            .Where(row => row.Groups[2].Value != "yes")
            .Select(row => row.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);
        var listed = Listed().Matches(section).Select(it => it.Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(idle, listed);
    }

    // | `key` | type | default | flag | reload | effect | help |
    [GeneratedRegex(@"^\| `([^`]+)` \|(?:[^|\n]*\|){4} ?([a-z]*) ?\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Listed();
}
