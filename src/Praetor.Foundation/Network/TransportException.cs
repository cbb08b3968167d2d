namespace Praetor.Foundation.Network;

/// <summary>A stream could not be opened, or broke. The environment's doing: the other side is one of many.</summary>
public sealed class TransportException(string message, Exception? inner = null) : Exception(message, inner);
