using Praetor.Foundation.Wire;

namespace Praetor.Model.Sessions;

/// <summary>A service's check that a session hangs on.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record ServiceCheck
{
    /// <summary>The check.</summary>
    public string ID { get; init; } = "";

    /// <summary>Its namespace; empty in the community edition.</summary>
    public string Namespace { get; init; } = "";
}
