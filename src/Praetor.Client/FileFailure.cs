namespace Praetor.Client;

/// <summary>Why a file could not be read, as Go says it: scripts and people see the same words as from Consul.</summary>
public static class FileFailure
{
    /// <summary><c>open PATH: no such file or directory</c> and the like.</summary>
    public static string Opening(string path, Exception failure) =>
        failure switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"open {path}: no such file or directory",
            // .NET has one exception for both.
            UnauthorizedAccessException when Directory.Exists(path) => $"read {path}: is a directory",
            UnauthorizedAccessException => $"open {path}: permission denied",
            _ => $"open {path}: {failure.Message}",
        };
}
