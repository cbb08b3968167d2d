namespace Praetor.Agent.Configuration.Schema;

/// <summary>Collects what is wrong with one source while it is decoded, in the words of Consul's decoder.</summary>
internal sealed class DecodeErrors
{
    private readonly List<string> _errors = [];
    private readonly List<string> _unknown = [];

    /// <summary>Values of the wrong type, in order of their texts.</summary>
    public IReadOnlyList<string> WrongValues => [.. _errors.Order(StringComparer.Ordinal)];

    /// <summary>Paths of keys that nobody declared, in order.</summary>
    public IReadOnlyList<string> UnknownKeys => [.. _unknown.Order(StringComparer.Ordinal)];

    public void Unknown(string path) => _unknown.Add(path);

    public void Add(string error) => _errors.Add(error);
}
