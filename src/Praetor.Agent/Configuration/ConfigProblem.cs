namespace Praetor.Agent.Configuration;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Text">Consul's text where it has one; names the key and, for what is found while reading, the file.</param>
/// <param name="Key">The path of the key it is about; empty when it is about a whole file.</param>
public sealed record ConfigProblem(string Text, string Key)
{
    /// <summary>The file and position, or the flag, that said it last; empty when nobody said it.</summary>
    public string Source { get; init; } = "";
}
