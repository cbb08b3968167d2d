using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Sessions;

/// <summary>A lease on a node's health that locks hang on.</summary>
[WireRecord]
[JsonRecord(DecodesItself = true, IgnoresUnknown = true, GoType = "struct { LockDelay interface {}; *structs.Alias }")]
public sealed partial record Session : IRaftIndexed
{
    /// <summary>A UUID.</summary>
    public string ID { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The node whose health it hangs on.</summary>
    public string Node { get; init; } = "";

    /// <summary>How long its locks stay closed after it was invalidated.</summary>
    [JsonField(Duration = DurationForm.LockDelay)]
    public GoDuration LockDelay { get; init; }

    /// <summary>See <see cref="SessionBehavior"/>.</summary>
    public string Behavior { get; init; } = "";

    /// <summary>How long it lives without being renewed, as Go text; empty is for ever.</summary>
    [FieldName("TTL")]
    public string Ttl { get; init; } = "";

    /// <summary>The node's checks it hangs on.</summary>
    public IReadOnlyList<string>? NodeChecks { get; init; }

    /// <summary>The services' checks it hangs on.</summary>
    public IReadOnlyList<ServiceCheck>? ServiceChecks { get; init; }

    /// <summary>The old name of <see cref="NodeChecks"/>.</summary>
    [JsonField(OmitEmpty = true, GoType = "[]types.CheckID")]
    public IReadOnlyList<string>? Checks { get; init; }

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
