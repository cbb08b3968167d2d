using Praetor.Agent.Checks;

namespace Praetor.Probes;

/// <summary>All the ways of checking that this version knows. A kind that is missing here is refused when it is registered.</summary>
public static class CheckProbes
{
    /// <summary>One probe of each kind.</summary>
    /// <param name="time">The clock for their time limits.</param>
    public static IReadOnlyList<ICheckProbe> All(TimeProvider time) =>
        [new TcpProbe(time), new UdpProbe(time), new HttpProbe(time), new GrpcProbe(time), new ScriptProbe(time)];
}
