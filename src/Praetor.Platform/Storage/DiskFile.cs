using Microsoft.Win32.SafeHandles;
using Praetor.Foundation.Storage;

namespace Praetor.Platform.Storage;

/// <summary>A real file, opened unbuffered: what is appended is with the kernel when the call returns.</summary>
internal sealed class DiskFile : IDiskFile
{
    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;
    private readonly string _fullPath;
    private long _length;

    internal DiskFile(string path, string fullPath, FileMode mode, FileAccess access)
    {
        Path = path;
        _fullPath = fullPath;
        _stream = PrivateFile.Open(fullPath, mode, access, FileShare.ReadWrite | FileShare.Delete);
        _handle = _stream.SafeFileHandle;
        _length = RandomAccess.GetLength(_handle);
    }

    public string Path { get; }

    public long Length => Volatile.Read(ref _length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, _length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of("writing to", _fullPath, failure);
        }

        Volatile.Write(ref _length, _length + bytes.Length);
    }

    public int ReadAt(long offset, Span<byte> buffer)
    {
        try
        {
            var total = 0;
            while (total < buffer.Length)
            {
                var read = RandomAccess.Read(_handle, buffer[total..], offset + total);
                if (read == 0)
                {
                    break;
                }

                total += read;
            }

            return total;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of("reading", _fullPath, failure);
        }
    }

    public void Truncate(long length)
    {
        try
        {
            RandomAccess.SetLength(_handle, length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of("truncating", _fullPath, failure);
        }

        Volatile.Write(ref _length, length);
    }

    public ValueTask SyncAsync()
    {
        try
        {
            DurableWrites.SyncFile(_handle);
        }
        catch (IOException failure)
        {
            throw DiskFailure.Of("syncing", _fullPath, failure);
        }

        return ValueTask.CompletedTask;
    }

    public void Dispose() => _stream.Dispose();
}

/// <summary>Opens files that only their owner may read.</summary>
internal static class PrivateFile
{
    public static FileStream Open(string fullPath, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(fullPath, options);
    }
}

/// <summary>Puts the environment's words behind ours.</summary>
internal static class DiskFailure
{
    // What HResult holds where a file is locked: EWOULDBLOCK of flock(2), and ERROR_SHARING_VIOLATION.
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    /// <summary>Whether the file could not be opened because another holds its lock.</summary>
    public static bool IsHeldByAnother(IOException failure) =>
        failure.HResult
        == (
            OperatingSystem.IsWindows() ? SharingViolationOnWindows
            : OperatingSystem.IsMacOS() ? WouldBlockOnMacOS
            : WouldBlockOnLinux
        );

    public static StorageException Of(string what, string fullPath, Exception failure) =>
        new($"{what} {fullPath}: {failure.Message}", failure)
        {
            IsMissing = failure is FileNotFoundException or DirectoryNotFoundException,
        };
}
