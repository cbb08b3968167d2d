using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>A service's name, where it stands as an object of its own.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record ServiceName
{
    /// <summary>The name.</summary>
    public string Name { get; init; } = "";
}
