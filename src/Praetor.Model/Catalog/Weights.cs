using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>How often DNS names an instance among its peers, by its state.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record Weights
{
    /// <summary>1 to 65,535, while all checks pass.</summary>
    public int Passing { get; init; }

    /// <summary>0 to 65,535, while a check warns.</summary>
    public int Warning { get; init; }
}
