using Praetor.Agent.Checks;

namespace Praetor.Agent.Tests.Checks;

/// <summary>A probe whose results a test decides, in a simulated world.</summary>
internal sealed class ScriptedProbe(TimeProvider time) : ICheckProbe
{
    public CheckKind Kind => CheckKind.Tcp;

    /// <summary>What each look finds; an exception is thrown.</summary>
    public Func<ProbeRequest, ProbeResult> Find { get; set; } =
        static _ => new ProbeResult(Model.Catalog.HealthStatus.Passing, "ok");

    /// <summary>How long each look takes.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>Which looks end only when the agent does.</summary>
    public Func<ProbeRequest, bool> Hangs { get; set; } = static _ => false;

    /// <summary>How many looks are under way.</summary>
    public int UnderWay { get; private set; }

    /// <summary>The most looks that ever were.</summary>
    public int UnderWayMax { get; private set; }

    /// <summary>How many looks were begun.</summary>
    public int Runs { get; private set; }

    public async ValueTask<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        Runs++;
        UnderWayMax = Math.Max(UnderWayMax, ++UnderWay);
        try
        {
            await Task.Delay(Hangs(request) ? TimeSpan.FromDays(1) : Takes, time, cancellationToken);
            return Find(request);
        }
        finally
        {
            UnderWay--;
        }
    }
}
