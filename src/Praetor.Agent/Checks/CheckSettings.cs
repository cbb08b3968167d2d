namespace Praetor.Agent.Checks;

/// <summary>What the agent's configuration says about checks.</summary>
internal sealed record CheckSettings
{
    /// <summary>How long a change of output alone may wait before it is sent; zero for not at all.</summary>
    public required TimeSpan UpdateInterval { get; init; }

    /// <summary>The most bytes of output that are kept; a check may ask for fewer.</summary>
    public required int OutputMax { get; init; }

    /// <summary>Whether no output is kept.</summary>
    public required bool DiscardOutput { get; init; }

    /// <summary>The shortest time after which a critical service is removed.</summary>
    public required TimeSpan RemovalMin { get; init; }

    /// <summary>How often critical services are looked at for removal.</summary>
    public required TimeSpan ReapInterval { get; init; }
}
