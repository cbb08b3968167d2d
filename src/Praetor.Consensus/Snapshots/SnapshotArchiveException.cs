namespace Praetor.Consensus.Snapshots;

/// <summary>A snapshot archive cannot be used; the message is for the person who brought it, in Consul's words where it has some.</summary>
/// <param name="message">What is wrong with it.</param>
/// <param name="inner">What the decoder said; null where we found the fault ourselves.</param>
public sealed class SnapshotArchiveException(string message, Exception? inner = null) : Exception(message, inner);
