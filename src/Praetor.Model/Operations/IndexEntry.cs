using Praetor.Foundation.Wire;

namespace Praetor.Model.Operations;

/// <summary>The index of a table or part of one (snapshot record 16).</summary>
[WireRecord]
public sealed partial record IndexEntry
{
    /// <summary>Which one: <c>kvs</c>, <c>service.web</c>, ...</summary>
    public string Key { get; init; } = "";

    /// <summary>Its index.</summary>
    public ulong Value { get; init; }
}
