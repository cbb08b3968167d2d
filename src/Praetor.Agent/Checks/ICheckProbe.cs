using Praetor.Model.Services;

namespace Praetor.Agent.Checks;

/// <summary>One way of looking at the world for a check: real in Praetor.Probes, scripted in tests.</summary>
/// <remarks>
/// A probe is called for many checks at once. What it finds wrong is a result, not an exception; it keeps its time limit by
/// itself, because each way has its own words for a time that is up.
/// </remarks>
public interface ICheckProbe
{
    /// <summary>Which way of checking it is.</summary>
    CheckKind Kind { get; }

    /// <summary>Looks once.</summary>
    /// <param name="request">What to look at.</param>
    /// <param name="cancellationToken">The check is gone or the agent stops: nobody wants the result.</param>
    ValueTask<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken);
}

/// <summary>What a probe is asked to look at.</summary>
/// <param name="Type">The check's definition.</param>
/// <param name="OutputMax">The most bytes of output to keep.</param>
public sealed record ProbeRequest(CheckType Type, int OutputMax);

/// <summary>What a probe found.</summary>
/// <param name="Status">See <see cref="Model.Catalog.HealthStatus"/>.</param>
/// <param name="Output">What people should read about it.</param>
public readonly record struct ProbeResult(string Status, string Output);
