using Praetor.Foundation.Wire;

namespace Praetor.Model.Operations;

/// <summary>A fact that servers keep for themselves.</summary>
[WireRecord]
public sealed partial record SystemMetadataEntry : IRaftIndexed
{
    /// <summary>Its name.</summary>
    public string Key { get; init; } = "";

    /// <summary>What it says.</summary>
    public string Value { get; init; } = "";

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
