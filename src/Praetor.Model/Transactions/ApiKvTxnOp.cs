using Praetor.Foundation.Bytes;
using Praetor.Foundation.Wire;
using Praetor.Model.Kv;

namespace Praetor.Model.Transactions;

/// <summary>An operation on a key, as clients send it.</summary>
[JsonRecord(GoType = "api.KVTxnOp")]
public sealed partial record ApiKvTxnOp
{
    /// <summary>See <see cref="KvOp"/>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The key.</summary>
    public ByteString Key { get; init; }

    /// <summary>What to write to it.</summary>
    public byte[]? Value { get; init; }

    /// <summary>A number that is the client's alone.</summary>
    public ulong Flags { get; init; }

    /// <summary>What conditions compare with.</summary>
    public ulong Index { get; init; }

    /// <summary>The session that locks or unlocks.</summary>
    public string Session { get; init; } = "";

    /// <summary>Its namespace; empty in the community edition.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Its partition; empty in the community edition.</summary>
    public string Partition { get; init; } = "";
}
