using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>One of the addresses of a service.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record ServiceAddress
{
    /// <summary>The address.</summary>
    public string Address { get; init; } = "";

    /// <summary>The port.</summary>
    public int Port { get; init; }
}
