using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Operations;

/// <summary>The virtual address of a service (snapshot record 32, log entry 43).</summary>
[WireRecord]
public sealed partial record ServiceVirtualIP : IRaftIndexed
{
    /// <summary>The service.</summary>
    public PeeredServiceName Service { get; init; } = PeeredServiceName.Empty;

    /// <summary>The address, counted from the start of the range, in 16 bytes.</summary>
    public byte[]? IP { get; init; }

    /// <summary>Addresses that someone gave it.</summary>
    public IReadOnlyList<string>? ManualIPs { get; init; }

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
