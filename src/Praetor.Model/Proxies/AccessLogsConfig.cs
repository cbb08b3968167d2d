using Praetor.Foundation.Wire;

namespace Praetor.Model.Proxies;

/// <summary>What a proxy logs.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record AccessLogsConfig
{
    /// <summary>Whether it does.</summary>
    [JsonField(OmitEmpty = true)]
    public bool Enabled { get; init; }

    /// <summary>Whether connections that match no filter are left out.</summary>
    [JsonField(OmitEmpty = true)]
    public bool DisableListenerLogs { get; init; }

    /// <summary><c>stdout</c>, <c>stderr</c>, <c>file</c> or empty for the default.</summary>
    [JsonField(OmitEmpty = true)]
    public string Type { get; init; } = "";

    /// <summary>The file.</summary>
    [JsonField(OmitEmpty = true)]
    public string Path { get; init; } = "";

    /// <summary>The line, as JSON.</summary>
    [FieldName("JSONFormat")]
    [JsonField(OmitEmpty = true)]
    public string JsonFormat { get; init; } = "";

    /// <summary>The line, as text.</summary>
    [JsonField(OmitEmpty = true)]
    public string TextFormat { get; init; } = "";
}
