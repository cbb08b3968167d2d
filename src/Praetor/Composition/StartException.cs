namespace Praetor.Composition;

/// <summary>The agent cannot start, in words for whoever started it.</summary>
/// <param name="message">The words.</param>
internal sealed class StartException(string message) : Exception(message);
