using Praetor.Foundation.Bytes;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Kv;

/// <summary>A key with its value and lock.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record DirEntry : IRaftIndexed
{
    /// <summary>How often it was locked.</summary>
    public ulong LockIndex { get; init; }

    /// <summary>The key: any bytes.</summary>
    public ByteString Key { get; init; }

    /// <summary>A number that is the client's alone.</summary>
    public ulong Flags { get; init; }

    /// <summary>The value: any bytes; null for none.</summary>
    public byte[]? Value { get; init; }

    /// <summary>The session that holds the lock; empty for none.</summary>
    [JsonField(OmitEmpty = true)]
    public string Session { get; init; } = "";

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
