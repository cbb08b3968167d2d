using Praetor.Foundation.Wire;

namespace Praetor.Model.Proxies;

/// <summary>A path that is reachable without the mesh.</summary>
[WireRecord]
[JsonRecord(DecodesItself = true)]
public sealed partial record ExposePath
{
    /// <summary>Where the proxy listens for it.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["listener_port"])]
    public int ListenerPort { get; init; }

    /// <summary>The path.</summary>
    [JsonField(OmitEmpty = true)]
    public string Path { get; init; } = "";

    /// <summary>Where the service serves it.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["local_path_port"])]
    public int LocalPathPort { get; init; }

    /// <summary><c>http</c> or <c>http2</c>.</summary>
    [JsonField(OmitEmpty = true)]
    public string Protocol { get; init; } = "";

    /// <summary>Whether a check brought it about.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["parsed_from_check"])]
    public bool ParsedFromCheck { get; init; }
}
