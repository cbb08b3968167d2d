namespace Praetor.Foundation.Ids;

/// <summary>Makes identifiers nobody can guess. The simulator's are seeded, so that a run is a function of its seed.</summary>
public interface IIdSource
{
    /// <summary>A new random UUID in the textual form that Consul uses: lower case, with dashes.</summary>
    string NewUuid();
}
