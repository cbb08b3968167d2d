using Praetor.Agent.Local;
using Praetor.Model.Catalog;

namespace Praetor.Agent.AntiEntropy;

/// <summary>One thing to tell the catalog.</summary>
internal abstract record SyncStep
{
    private SyncStep() { }

    /// <summary>Registers the node, and with it a service, checks, or both.</summary>
    /// <param name="Request">What is sent.</param>
    /// <param name="Service">The service in it.</param>
    /// <param name="Checks">The checks in it.</param>
    public sealed record Register(RegisterRequest Request, ServiceEntry? Service, IReadOnlyList<CheckEntry> Checks)
        : SyncStep;

    /// <summary>Takes a service out.</summary>
    public sealed record RemoveService(DeregisterRequest Request, ServiceEntry Service) : SyncStep;

    /// <summary>Takes a check out.</summary>
    public sealed record RemoveCheck(DeregisterRequest Request, CheckEntry Check) : SyncStep;
}
