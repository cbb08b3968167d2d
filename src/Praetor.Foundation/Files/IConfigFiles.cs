namespace Praetor.Foundation.Files;

/// <summary>What a path is.</summary>
public enum ConfigPathKind
{
    /// <summary>Nothing that can be read: the reason says why.</summary>
    Unreadable,

    /// <summary>A file; links are followed.</summary>
    File,

    /// <summary>A folder; links are followed.</summary>
    Folder,
}

/// <summary>The files that configurations are read from. Failures are values here, since each becomes an error text.</summary>
public interface IConfigFiles
{
    /// <summary>What the path is.</summary>
    /// <param name="reason">The system's words, lower case, such as <c>no such file or directory</c>.</param>
    ConfigPathKind Examine(string path, out string reason);

    /// <summary>The full paths of the files right in a folder, in any order; folders and broken links are left out.</summary>
    /// <returns>Null when the folder cannot be read.</returns>
    IReadOnlyList<string>? List(string folder, out string reason);

    /// <summary>The whole text of a file.</summary>
    /// <returns>Null when the file cannot be read, or is larger than a configuration can be.</returns>
    string? Read(string path, out string reason);
}
