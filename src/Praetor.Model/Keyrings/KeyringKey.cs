using Praetor.Foundation.Wire;

namespace Praetor.Model.Keyrings;

/// <summary>The body of a request about one key.</summary>
[JsonRecord(GoType = "agent.keyringArgs", IgnoresUnknown = true)]
public sealed partial record KeyringKey
{
    /// <summary>The key in base64. A secret: it stands in no log.</summary>
    public string Key { get; init; } = "";
}
