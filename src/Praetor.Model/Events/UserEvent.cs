using Praetor.Foundation.Wire;

namespace Praetor.Model.Events;

/// <summary>An event that somebody fired, as agents list it. Between agents it travels as <see cref="UserEventCodec"/> says.</summary>
[JsonRecord]
public sealed partial record UserEvent
{
    /// <summary>Its UUID.</summary>
    public string ID { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it says: any bytes; null for nothing.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>A regular expression for the names of the nodes that heed it; empty for all.</summary>
    public string NodeFilter { get; init; } = "";

    /// <summary>A regular expression for the name of a service that nodes must have to heed it; empty for none.</summary>
    public string ServiceFilter { get; init; } = "";

    /// <summary>A regular expression for a tag of that service; empty for none.</summary>
    public string TagFilter { get; init; } = "";

    /// <summary>The version of the event's form.</summary>
    public int Version { get; init; }

    /// <summary>The pool's time of the event; 0 in the answer to who fired it.</summary>
    public ulong LTime { get; init; }
}
