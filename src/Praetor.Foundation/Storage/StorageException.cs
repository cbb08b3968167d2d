namespace Praetor.Foundation.Storage;

/// <summary>The environment failed while something was read, written or found corrupt on disk; the message says what and where.</summary>
/// <param name="message">What was being done to which file, as a person must read it.</param>
/// <param name="inner">What the environment said; null where we found the fault ourselves.</param>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The file or folder was not there.</summary>
    public bool IsMissing { get; init; }

    /// <summary>What is on disk is not what was written: a person must decide what to do.</summary>
    public bool IsCorrupt { get; init; }
}
