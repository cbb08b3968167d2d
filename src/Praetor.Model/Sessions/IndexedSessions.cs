using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Sessions;

/// <summary>Answers reads of sessions.</summary>
[WireRecord]
public sealed partial record IndexedSessions : QueryMeta
{
    /// <summary>The sessions.</summary>
    public IReadOnlyList<Session>? Sessions { get; init; }
}
