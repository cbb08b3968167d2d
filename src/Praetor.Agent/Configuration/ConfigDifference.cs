using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration;

/// <summary>What a reload changes: which parts have to be told, and what waits for a restart.</summary>
/// <param name="Parts">The parts that changed, each once, in the order of <see cref="ReloadPart"/>.</param>
/// <param name="ReloadedKeys">Paths of the keys that changed and take effect now.</param>
/// <param name="RestartKeys">Paths of the keys that changed and take effect only after a restart: worth a warning.</param>
public sealed record ConfigDifference(
    IReadOnlyList<ReloadPart> Parts,
    IReadOnlyList<string> ReloadedKeys,
    IReadOnlyList<string> RestartKeys
)
{
    /// <summary>Whether anything of the part changed.</summary>
    public bool Touches(ReloadPart part) => Parts.Contains(part);

    /// <summary>Compares key by key. Setting a key to its default is no change.</summary>
    public static ConfigDifference Between(AgentConfig before, AgentConfig after)
    {
        List<ConfigKey> changed =
        [
            .. AgentKeys.Schema.Keys.Where(key =>
                key.Standing is KeyStanding.Ordinary
                && !key.Same(before.Raw.Find(key)?.Value, after.Raw.Find(key)?.Value, after.DevMode)
            ),
        ];
        return new ConfigDifference(
            [.. changed.Select(key => key.Reload).Where(part => part != ReloadPart.None).Distinct().Order()],
            [.. changed.Where(key => key.Reload != ReloadPart.None).Select(key => key.Path)],
            [.. changed.Where(key => key.Reload == ReloadPart.None).Select(key => key.Path)]
        );
    }
}
