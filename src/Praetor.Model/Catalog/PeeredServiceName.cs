using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>A service's name and where it is from.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record PeeredServiceName
{
    /// <summary>The service.</summary>
    public ServiceName ServiceName { get; init; } = ServiceName.Empty;

    /// <summary>The peer it was imported from; empty for our own.</summary>
    public string Peer { get; init; } = "";
}
