using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>What all checks have in common.</summary>
internal static class CheckKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<GoDuration> UpdateInterval = Keys.Duration(
            "check_update_interval",
            "5m",
            "How long a change of output alone may wait before it is sent."
        )
        .HasEffect();

    public static readonly ConfigKey<int> OutputMaxSize = Keys.Integer(
            "check_output_max_size",
            4096,
            "Most bytes of output kept."
        )
        .Flag("check_output_max_size")
        .HasEffect();

    public static readonly ConfigKey<bool> DiscardOutput = Keys.Bool("discard_check_output", false, "Keep no output.")
        .Reloads(ReloadPart.CheckOutput)
        .HasEffect();

    public static readonly ConfigKey<bool> EnableScripts = Keys.Bool(
            "enable_script_checks",
            false,
            "Allow script checks from files and the API."
        )
        .Flag("enable-script-checks")
        .HasEffect();

    public static readonly ConfigKey<bool> EnableLocalScripts = Keys.Bool(
            "enable_local_script_checks",
            false,
            "Allow script checks from files."
        )
        .Flag("enable-local-script-checks")
        .HasEffect();

    public static readonly ConfigKey<GoDuration> DeregisterIntervalMin = Keys.Duration(
            "check_deregister_interval_min",
            "1m",
            "Least deregister_critical_service_after; not settable."
        )
        .Internal()
        .HasEffect();

    public static readonly ConfigKey<GoDuration> ReapInterval = Keys.Duration(
            "check_reap_interval",
            "30s",
            "How often critical services are looked at for removal; not settable."
        )
        .Internal()
        .HasEffect();

    public static readonly ConfigKey<GoDuration> AntiEntropyInterval = Keys.Duration(
            "ae_interval",
            "1m",
            "Pause between full synchronisations; not settable."
        )
        .Internal()
        .HasEffect();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
