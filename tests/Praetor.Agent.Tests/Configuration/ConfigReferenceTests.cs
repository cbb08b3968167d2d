using Xunit;

namespace Praetor.Agent.Tests.Configuration;

public sealed class ConfigReferenceTests
{
    [Fact]
    public void The_reference_page_says_what_the_declarations_say()
    {
        var path = Path.Combine(Root(), "docs", "reference", "config.md");
        var page = ConfigReference.Page();
        if (Environment.GetEnvironmentVariable("PRAETOR_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, page);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == page,
            $"{path} is stale: run with PRAETOR_WRITE_DOCS=1"
        );
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Praetor.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Praetor.slnx above the tests");
        }

        return folder.FullName;
    }
}
