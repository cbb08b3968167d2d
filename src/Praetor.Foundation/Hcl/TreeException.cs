namespace Praetor.Foundation.Hcl;

/// <summary>Carries a syntax error out of the depths of a reader to its public method, and never further.</summary>
internal sealed class TreeException(string message) : Exception(message);
