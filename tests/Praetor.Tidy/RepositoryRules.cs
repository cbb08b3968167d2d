using System.Text.RegularExpressions;
using Xunit;

namespace Praetor.Tidy;

/// <summary>The repository's own rules. A failure names the place and says what to do instead.</summary>
public sealed partial class RepositoryRules
{
    [Fact]
    public void References_follow_the_table_of_edges()
    {
        var allowed = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "edges.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(':'))
            .ToDictionary(parts => parts[0], parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var wrong =
            from file in Repository.Files("src", ".csproj")
            let project = ProjectName().Match(file.Path).Groups[1].Value
            where project.Length > 0
            from Match reference in ProjectReference().Matches(file.Text)
            where !allowed.TryGetValue(project, out var may) || !may.Contains(reference.Groups[1].Value)
            select $"{file.Path}: references {reference.Groups[1].Value}; move the code, or change edges.txt with a decision record";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Log_events_have_unique_ids_within_the_block_of_their_project()
    {
        var events = (
            from line in Repository.Lines("src", ".cs")
            let id = EventId().Match(line.Line)
            where id.Success
            select (line.Place, Id: int.Parse(id.Groups[1].Value))
        ).ToList();

        Assert.NotEmpty(events);
        Assert.Empty(
            events
                .GroupBy(it => it.Id)
                .Where(group => group.Count() > 1)
                .Select(group => $"{string.Join(" and ", group.Select(it => it.Place))}: share event id {group.Key}")
        );
        Assert.Empty(
            events
                .GroupBy(it => it.Id / 1000)
                .Where(block => block.Select(it => it.Place.Split('/')[1]).Distinct().Count() > 1)
                .Select(block =>
                    $"{string.Join(" and ", block.Select(it => it.Place))}: two projects in block {block.Key}"
                )
        );
    }

    [Fact]
    public void Words_that_are_banned_do_not_stand_in_the_code()
    {
        var wrong =
            from line in Repository.Lines("src", ".cs").Concat(Repository.Lines("tests", ".cs"))
            where !line.Place.StartsWith("tests/Praetor.Tidy/", StringComparison.Ordinal)
            from rule in BannedWords
            where rule.Pattern.IsMatch(line.Line)
            select $"{line.Place}: {rule.Instead}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Links_in_the_docs_lead_somewhere()
    {
        var wrong =
            from line in Repository.Lines("docs", ".md").Concat(Repository.Lines(".", "README.md", "CONTRIBUTING.md"))
            where !line.Place.StartsWith("tests/golden/", StringComparison.Ordinal)
            from Match link in RelativeLink().Matches(line.Line)
            let folder = Path.GetDirectoryName(line.Place.Split(':')[0])!
            let target = Path.Combine(Repository.Root, folder, link.Groups[1].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{line.Place}: {link.Groups[1].Value} does not exist";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Nothing_refers_to_the_workplace()
    {
        var wrong =
            from line in Repository
                .Lines("src", ".cs", ".csproj")
                .Concat(Repository.Lines("tests", ".cs", ".csproj", ".sh"))
                .Concat(Repository.Lines("eng", ".sh", ".py"))
            where !line.Place.StartsWith("tests/Praetor.Tidy/", StringComparison.Ordinal)
            where line.Line.Contains("/work/", StringComparison.Ordinal)
            select $"{line.Place}: the repository stands alone";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Packages_are_listed_with_their_reasons()
    {
        var listed = File.ReadAllText(Path.Combine(Repository.Root, "docs/reference/dependencies.md"));
        var packages = PackageVersion()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props")));

        Assert.NotEmpty(packages);
        Assert.All(
            packages,
            package => Assert.Contains($"`{package.Groups[1].Value}`", listed, StringComparison.Ordinal)
        );
    }

    private static readonly (Regex Pattern, string Instead)[] BannedWords =
    [
        (Region(), "no regions; split the file"),
        (Unfinished(), "nothing unfinished is left behind; do it, or file an issue"),
        (TaskRun(), "use Background.Run, or await it"),
        (ThreadSleep(), "wait for an event"),
        (KindName(), "name it for what it is, not for its kind"),
        (EmptyDoc(), "say something or leave the tag out"),
    ];

    [GeneratedRegex(@"^src/Praetor\.([A-Za-z]+)/")]
    private static partial Regex ProjectName();

    [GeneratedRegex(@"ProjectReference Include=""\.\./Praetor\.([A-Za-z]+)/")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"EventId = (\d+)")]
    private static partial Regex EventId();

    [GeneratedRegex(@"\[[^\]]*\]\((?!https?:|#)([^)#]+)[^)]*\)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex(@"Package(?:Version|Reference) Include=""([^""]+)""")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"^\s*#region")]
    private static partial Regex Region();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\bTask\.Run\(")]
    private static partial Regex TaskRun();

    [GeneratedRegex(@"\bThread\.Sleep\(")]
    private static partial Regex ThreadSleep();

    [GeneratedRegex(@"\b(class|record|struct|interface) \w+(Manager|Helper|Util|Utils|Processor|Impl)\b")]
    private static partial Regex KindName();

    [GeneratedRegex(@"<(summary|param name=""\w+"")></")]
    private static partial Regex EmptyDoc();
}
