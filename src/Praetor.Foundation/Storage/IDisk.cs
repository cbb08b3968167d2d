namespace Praetor.Foundation.Storage;

/// <summary>
/// The file system under one root folder, as far as a durable log and its snapshots need it. Real in Platform, simulated
/// in the test kit; both pass the same contract suite.
/// </summary>
/// <remarks>
/// <para>Paths are relative to the root, with '/' between names; the root itself is the empty string.</para>
/// <para>
/// Durability is asked for, never implied. What a file holds survives a crash once <see cref="IDiskFile.SyncAsync"/> has
/// completed after it was written. That a name exists, has moved or is gone survives a crash once
/// <see cref="SyncDirectory"/> has returned for its folder; without it, after a crash, folder changes are kept in the
/// order they were made up to some point and lost from there.
/// </para>
/// <para>
/// All failures of the environment are <see cref="StorageException"/>s that say what was done to which file. Calls may
/// block; a component with a deadline makes them from a thread of its own. One <see cref="IDisk"/> may be used from
/// several threads, one <see cref="IDiskFile"/> by one writer beside any number of readers.
/// </para>
/// </remarks>
public interface IDisk
{
    /// <summary>Where the root is, in words for people: in error texts and logs.</summary>
    string Description { get; }

    /// <summary>Makes a folder and those above it, open to the owner only (0700). Existing folders are left alone.</summary>
    void CreateDirectory(string path);

    /// <summary>Whether there is a file (not a folder) of that name.</summary>
    bool FileExists(string path);

    /// <summary>The names (not paths) in a folder, files and folders alike, in ordinal order; empty if it is not there.</summary>
    IReadOnlyList<string> List(string path);

    /// <summary>
    /// Opens a file to append to and to read from, and makes it (0600) where it does not exist. Its name is durable only
    /// after <see cref="SyncDirectory"/>.
    /// </summary>
    IDiskFile OpenAppend(string path);

    /// <summary>Opens an existing file to read from.</summary>
    /// <exception cref="StorageException">Among others: there is no such file (<see cref="StorageException.IsMissing"/>).</exception>
    IDiskFile OpenRead(string path);

    /// <summary>Removes a file. Those who have it open may read on. A missing file is not an error.</summary>
    void Delete(string path);

    /// <summary>Removes a folder with all that is in it. A missing folder is not an error.</summary>
    void DeleteDirectory(string path);

    /// <summary>Gives a file or folder another name, in one step that a crash cannot halve; an existing target file is replaced.</summary>
    void Rename(string source, string destination);

    /// <summary>Makes the creations, renames and removals in a folder durable.</summary>
    void SyncDirectory(string path);

    /// <summary>
    /// Takes a lock file that no other process (and no other caller in this one) can take until it is disposed; the
    /// operating system lets go of it when the process dies, however it dies.
    /// </summary>
    /// <exception cref="StorageException">Another holds it.</exception>
    IDisposable Lock(string path);
}

/// <summary>An open file of an <see cref="IDisk"/>.</summary>
public interface IDiskFile : IDisposable
{
    /// <summary>The path it was opened by.</summary>
    string Path { get; }

    /// <summary>Its length in bytes, with what was appended and not synced.</summary>
    long Length { get; }

    /// <summary>
    /// Adds bytes at the end. Readers see them at once; a crash may keep none, a part, or all of what was not synced,
    /// and where only a part is kept, any byte of it may be missing.
    /// </summary>
    /// <exception cref="StorageException">
    /// The disk is full, or broken. Nothing is promised about the bytes then: some of them may be in the file.
    /// </exception>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Reads at an offset; returns fewer bytes than asked for only at the end of the file.</summary>
    int ReadAt(long offset, Span<byte> buffer);

    /// <summary>Cuts the file to a length not above its own. Durable with the next sync, undone or done after a crash before it.</summary>
    void Truncate(long length);

    /// <summary>
    /// Completes when all that was appended or truncated before is durable. The real one is fdatasync and blocks its
    /// caller; the simulated one may take virtual time.
    /// </summary>
    /// <exception cref="StorageException">
    /// It failed. The operating system may have dropped the bytes and forgotten that it did: never retry, stop the process.
    /// </exception>
    ValueTask SyncAsync();
}
