using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Events;

/// <summary>Has a server tell all agents of a datacenter of an event (<c>Internal.EventFire</c>).</summary>
[WireRecord]
public sealed partial record EventFireRequest : QueryOptions, IServerRequest
{
    /// <summary>Whose agents are told.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The event's name, which rights depend on.</summary>
    public string Name { get; init; } = "";

    /// <summary>The event, as <see cref="UserEventCodec"/> writes it.</summary>
    public byte[]? Payload { get; init; }
}

/// <summary>Says that it was done.</summary>
[WireRecord]
public sealed partial record EventFireResponse : QueryMeta;
