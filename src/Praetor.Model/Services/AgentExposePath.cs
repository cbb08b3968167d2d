using Praetor.Foundation.Wire;
using Praetor.Model.Proxies;

namespace Praetor.Model.Services;

/// <summary>A path that is reachable without the mesh, as the proxy's own agent shows it.</summary>
[JsonRecord(GoType = "api.ExposePath")]
public sealed partial record AgentExposePath
{
    /// <summary>Where the proxy listens for it.</summary>
    [JsonField(OmitEmpty = true)]
    public int ListenerPort { get; init; }

    /// <summary>The path.</summary>
    [JsonField(OmitEmpty = true)]
    public string Path { get; init; } = "";

    /// <summary>Where the service serves it.</summary>
    [JsonField(OmitEmpty = true)]
    public int LocalPathPort { get; init; }

    /// <summary><c>http</c> or <c>http2</c>.</summary>
    [JsonField(OmitEmpty = true)]
    public string Protocol { get; init; } = "";

    /// <summary>Whether a check brought it about.</summary>
    public bool ParsedFromCheck { get; init; }

    /// <summary>What the agent shows of an exposed path.</summary>
    public static AgentExposePath From(ExposePath path) =>
        new()
        {
            ListenerPort = path.ListenerPort,
            Path = path.Path,
            LocalPathPort = path.LocalPathPort,
            Protocol = path.Protocol,
            ParsedFromCheck = path.ParsedFromCheck,
        };
}
