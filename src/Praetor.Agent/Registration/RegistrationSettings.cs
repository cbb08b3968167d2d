namespace Praetor.Agent.Registration;

/// <summary>What the agent's configuration says about registrations.</summary>
internal sealed record RegistrationSettings
{
    /// <summary>The agent's node.</summary>
    public required string NodeName { get; init; }

    /// <summary>Whether clients may register commands to run.</summary>
    public required bool AllowRemoteScripts { get; init; }

    /// <summary>Whether files may define commands to run.</summary>
    public required bool AllowLocalScripts { get; init; }

    /// <summary>The first port given to sidecars.</summary>
    public required int SidecarPortMin { get; init; }

    /// <summary>The last one.</summary>
    public required int SidecarPortMax { get; init; }
}
