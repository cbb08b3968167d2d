using Praetor.Foundation.Wire;

namespace Praetor.Model.Keyrings;

/// <summary>What the members of one pool said to an operation on their keys.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record KeyringResponse
{
    /// <summary>Whether it is the pool of the servers of all datacenters.</summary>
    [FieldName("WAN")]
    public bool IsWan { get; init; }

    /// <summary>The datacenter whose pool it is, or whose server asked in the pool between them.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The network segment of the pool; empty in the community edition.</summary>
    public string Segment { get; init; } = "";

    /// <summary>The partition of the pool; empty in the community edition.</summary>
    [JsonField(OmitEmpty = true)]
    public string Partition { get; init; } = "";

    /// <summary>What members said beside yes, by name.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyDictionary<string, string>? Messages { get; init; }

    /// <summary>How many members have a key, by its base64.</summary>
    public IReadOnlyDictionary<string, int>? Keys { get; init; }

    /// <summary>How many members seal with a key, by its base64.</summary>
    public IReadOnlyDictionary<string, int>? PrimaryKeys { get; init; }

    /// <summary>How many members there are.</summary>
    public int NumNodes { get; init; }

    /// <summary>Why not all did it; empty if they did.</summary>
    [JsonField(OmitEmpty = true)]
    public string Error { get; init; } = "";

    /// <summary>The pool in words that errors begin with.</summary>
    public string PoolName() => IsWan ? "WAN" : $"{Datacenter} (LAN)";
}
