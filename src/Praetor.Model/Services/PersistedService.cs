using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Services;

/// <summary>A service that an agent keeps on disk, in Consul's form: <c>services/SHA-256 of the ID</c>.</summary>
[JsonRecord(GoType = "agent.persistedService", IgnoresUnknown = true)]
public sealed partial record PersistedService
{
    /// <summary>The token it was registered with.</summary>
    public string Token { get; init; } = "";

    /// <summary>The service.</summary>
    public NodeService? Service { get; init; }

    /// <summary><c>remote</c> for one that a client registered, <c>local</c> for one from a file.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether it came along with the service it stands beside.</summary>
    [JsonField(OmitEmpty = true)]
    public bool LocallyRegisteredAsSidecar { get; init; }
}
