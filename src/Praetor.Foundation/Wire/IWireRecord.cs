namespace Praetor.Foundation.Wire;

/// <summary>
/// A record with a form in Consul's msgpack dialect. Praetor.Generators writes both methods for a partial record that
/// carries <see cref="WireRecordAttribute"/>; they are the same bytes in the log, in snapshots and in RPC.
/// </summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IWireRecord<TSelf>
    where TSelf : IWireRecord<TSelf>
{
    /// <summary>Appends the record as a map with its keys in byte order.</summary>
    void WriteMsgPack(ref MsgPackWriter writer);

    /// <summary>
    /// Reads a map, in any order of keys: unknown keys are skipped, missing ones are left at the record's defaults, and
    /// a nil is the default record.
    /// </summary>
    /// <exception cref="WireFormatException">The bytes are no such record.</exception>
    static abstract TSelf ReadMsgPack(ref MsgPackReader reader);
}

/// <summary>A record that can be compared by what it says.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IContentRecord<TSelf>
{
    /// <summary>
    /// Whether both say the same: lists and maps by their elements, and without the Raft indexes (<c>CreateIndex</c>,
    /// <c>ModifyIndex</c>). A write that changes nothing in this sense must not move an index.
    /// </summary>
    bool SameContent(TSelf? other);
}
