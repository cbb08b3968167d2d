using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>Services, checks and watches in files.</summary>
internal static class DefinitionKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<IReadOnlyList<RawConfig>> Services = Keys.Records(
            "services",
            () => ServiceDefinitionKeys.Schema,
            "Services to register."
        )
        .Reloads(ReloadPart.Services)
        .Alias("service")
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<RawConfig>> Checks = Keys.Records(
            "checks",
            () => CheckDefinitionKeys.Schema,
            "Checks to register."
        )
        .Reloads(ReloadPart.Checks)
        .Alias("check")
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<ObjectNode>> Watches = Keys.OpaqueList(
            "watches",
            "Watches that the agent runs."
        )
        .Reloads(ReloadPart.Watches);

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
