using Praetor.Foundation.Files;
using Praetor.Platform.Files;
using Xunit;

namespace Praetor.Platform.Tests.Files;

public sealed class ConfigFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("praetor-config-");
    private readonly ConfigFiles _files = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Files_folders_and_links_are_told_apart()
    {
        File.WriteAllText(At("a.json"), "{}");
        Directory.CreateDirectory(At("sub"));
        File.CreateSymbolicLink(At("link.json"), At("a.json"));
        File.CreateSymbolicLink(At("sublink"), At("sub"));
        File.CreateSymbolicLink(At("broken.json"), At("gone.json"));

        Assert.Equal(ConfigPathKind.File, _files.Examine(At("a.json"), out _));
        Assert.Equal(ConfigPathKind.File, _files.Examine(At("link.json"), out _));
        Assert.Equal(ConfigPathKind.Folder, _files.Examine(At("sublink"), out _));
        Assert.Equal(ConfigPathKind.Unreadable, _files.Examine(At("broken.json"), out var reason));
        Assert.Equal("no such file or directory", reason);
        Assert.Equal(
            [At("a.json"), At("link.json")],
            _files.List(_folder.FullName, out _)!.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void What_is_missing_is_named_in_the_words_of_the_system()
    {
        Assert.Equal(ConfigPathKind.Unreadable, _files.Examine(At("missing.json"), out var reason));
        Assert.Equal("no such file or directory", reason);
        Assert.Null(_files.Read(At("missing.json"), out reason));
        Assert.Equal("no such file or directory", reason);
        Assert.Null(_files.List(At("missing"), out reason));
        Assert.Equal("no such file or directory", reason);
    }

    [Fact]
    public void The_whole_text_is_read()
    {
        var text = string.Concat(Enumerable.Repeat("é = 1\n", 10_000));
        File.WriteAllText(At("a.hcl"), text);

        Assert.Equal(text, _files.Read(At("a.hcl"), out _));
    }

    [Fact]
    public void A_device_without_end_is_refused()
    {
        Assert.Null(_files.Read("/dev/zero", out var reason));
        Assert.Equal("file too large", reason);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
