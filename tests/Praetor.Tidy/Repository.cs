using System.Runtime.CompilerServices;

namespace Praetor.Tidy;

/// <summary>The files of the repository, read as text; nothing is built or run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every file of ours below a folder, by path relative to the root.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string folder, params string[] endings) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/artifacts/", StringComparison.Ordinal))
            .Where(path => !path.Contains("/node_modules/", StringComparison.Ordinal))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(Root, path), File.ReadAllText(path)));

    /// <summary>Each line of the files, with its place.</summary>
    public static IEnumerable<(string Place, string Line)> Lines(string folder, params string[] endings) =>
        Files(folder, endings)
            .SelectMany(file => file.Text.Split('\n').Select((line, i) => ($"{file.Path}:{i + 1}", line)));

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
