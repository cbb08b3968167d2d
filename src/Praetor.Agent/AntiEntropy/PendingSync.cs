namespace Praetor.Agent.AntiEntropy;

/// <summary>Something the catalog has to be told: a service, a check, or the node where neither is named.</summary>
/// <param name="ServiceId">The service.</param>
/// <param name="CheckId">The check.</param>
internal readonly record struct PendingSync(string? ServiceId, string? CheckId)
{
    public static PendingSync OfNode => default;

    public static PendingSync OfService(string id) => new(id, null);

    public static PendingSync OfCheck(string id) => new(null, id);
}
