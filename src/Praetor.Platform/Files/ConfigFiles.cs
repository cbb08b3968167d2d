using Praetor.Foundation.Files;

namespace Praetor.Platform.Files;

/// <summary>Configuration files on the machine's own disk.</summary>
public sealed class ConfigFiles : IConfigFiles
{
    /// <summary>Most bytes in one file. Far above any configuration; a device or a log given by mistake is refused instead of read forever.</summary>
    public const int SizeMax = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public ConfigPathKind Examine(string path, out string reason)
    {
        try
        {
            var attributes = File.GetAttributes(
                File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path
            );
            reason = "";
            return attributes.HasFlag(FileAttributes.Directory) ? ConfigPathKind.Folder : ConfigPathKind.File;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            reason = Words(failure);
            return ConfigPathKind.Unreadable;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string>? List(string folder, out string reason)
    {
        try
        {
            reason = "";
            return
            [
                .. Directory
                    .EnumerateFileSystemEntries(folder)
                    .Where(path => Examine(path, out _) == ConfigPathKind.File),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            reason = Words(failure);
            return null;
        }
    }

    /// <inheritdoc/>
    public string? Read(string path, out string reason)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = file.Read(buffer)) > 0; )
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > SizeMax)
                {
                    reason = "file too large";
                    return null;
                }
            }

            reason = "";
            return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            reason = Words(failure);
            return null;
        }
    }

    /// <summary>The system's words, as C programs and Go print them.</summary>
    private static string Words(Exception failure) =>
        failure switch
        {
            FileNotFoundException or DirectoryNotFoundException => "no such file or directory",
            UnauthorizedAccessException => "permission denied",
            PathTooLongException => "file name too long",
            _ => failure.Message,
        };
}
