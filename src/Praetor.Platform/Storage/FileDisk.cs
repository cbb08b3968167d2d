using Praetor.Foundation.Storage;

namespace Praetor.Platform.Storage;

/// <summary>The real disk: files under one folder, private to their owner (folders 0700, files 0600).</summary>
public sealed class FileDisk : IDisk
{
    private readonly string _root;

    /// <param name="root">The folder; it is made with the first folder that is made in it.</param>
    public FileDisk(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _root = Path.GetFullPath(root);
    }

    public string Description => _root;

    public void CreateDirectory(string path) => Do("creating the folder", path, CreatePrivateDirectory);

    public bool FileExists(string path) => File.Exists(FullPath(path));

    public IReadOnlyList<string> List(string path) => Do("listing", path, ListNames);

    public IDiskFile OpenAppend(string path) =>
        Do("opening", path, full => new DiskFile(path, full, FileMode.OpenOrCreate, FileAccess.ReadWrite));

    public IDiskFile OpenRead(string path) =>
        Do("opening", path, full => new DiskFile(path, full, FileMode.Open, FileAccess.Read));

    public void Delete(string path) => Do("deleting", path, DeleteIfThere);

    public void DeleteDirectory(string path) => Do("deleting the folder", path, DeleteDirectoryIfThere);

    public void Rename(string source, string destination) =>
        Do($"renaming to {destination}", source, full => RenameOver(full, FullPath(destination)));

    public void SyncDirectory(string path) => Do("syncing the folder", path, DurableWrites.SyncDirectory);

    public IDisposable Lock(string path) => Do("locking", path, OpenLocked);

    private string FullPath(string path) => Path.Join(_root, path);

    private void Do(string what, string path, Action<string> work) =>
        Do(
            what,
            path,
            full =>
            {
                work(full);
                return true;
            }
        );

    private T Do<T>(string what, string path, Func<string, T> work)
    {
        var full = FullPath(path);
        try
        {
            return work(full);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of(what, full, failure);
        }
    }

    // FileShare.None is an exclusive flock(2) here, which the kernel drops with the process.
    private FileStream OpenLocked(string full)
    {
        try
        {
            return PrivateFile.Open(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (DiskFailure.IsHeldByAnother(failure))
        {
            throw new StorageException(
                $"locking {full}: another process is using the data directory {_root}; "
                    + "stop it, or give this one a data directory of its own",
                failure
            );
        }
    }

    private static void CreatePrivateDirectory(string full)
    {
        // One by one: the framework gives the mode to the last folder only, and the default to those above it.
        if (Path.GetDirectoryName(full) is { } above && !Directory.Exists(above))
        {
            CreatePrivateDirectory(above);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(full);
        }
        else
        {
            Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string[] ListNames(string full)
    {
        var folder = new DirectoryInfo(full);
        if (!folder.Exists)
        {
            return [];
        }

        var names = folder.EnumerateFileSystemInfos().Select(entry => entry.Name).ToArray();
        Array.Sort(names, string.CompareOrdinal);
        return names;
    }

    private static void DeleteIfThere(string full)
    {
        try
        {
            File.Delete(full);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone with its folder; the caller wanted it gone.
        }
    }

    private static void DeleteDirectoryIfThere(string full)
    {
        if (Directory.Exists(full))
        {
            Directory.Delete(full, recursive: true);
        }
    }

    private static void RenameOver(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to, overwrite: true);
        }
    }
}
