using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Praetor.Platform.Storage;

/// <summary>
/// The two calls the framework does not offer on Unix: fdatasync, which spares the write of the file's times that fsync
/// makes each time, and the sync of a folder.
/// </summary>
internal static partial class DurableWrites
{
    // O_RDONLY | O_CLOEXEC, as Linux numbers them.
    private const int OpenReadOnlyCloseOnExec = 0x80000;
    private const int InterruptedCall = 4;

    /// <exception cref="IOException">The kernel could not write all of it.</exception>
    public static void SyncFile(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        // Interrupted is the one answer that may be asked again: the call did nothing yet.
        while (DataSync(handle) != 0)
        {
            ThrowUnlessInterrupted("fdatasync");
        }
    }

    /// <exception cref="IOException">The folder is not there, or could not be written.</exception>
    public static void SyncDirectory(string fullPath)
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // Elsewhere the file system orders folder changes itself, and folders cannot be opened.
        }

        var descriptor = OpenDirectory(fullPath, OpenReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        while (Sync(handle) != 0)
        {
            ThrowUnlessInterrupted("fsync");
        }
    }

    private static void ThrowUnlessInterrupted(string call)
    {
        if (Marshal.GetLastPInvokeError() != InterruptedCall)
        {
            throw new IOException($"{call}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int DataSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDirectory(string path, int flags);
}
