using Praetor.Agent.Local;
using Praetor.Model.Catalog;

namespace Praetor.Agent.AntiEntropy;

/// <summary>
/// Says what to tell the catalog, from the sync flags of a view. Pure. What is pending is found once, and each item is made
/// into a step from the view of its moment, because the steps before it changed that, and others may have: services before
/// checks, since a service takes its checks along; the node last, since any registration carries it.
/// </summary>
internal static class SyncPlan
{
    /// <summary>What the catalog has to be told, in order.</summary>
    public static IReadOnlyList<PendingSync> Pending(LocalView view) =>
        [
            .. view
                .Services.Values.Where(static it => !it.IsInSync)
                .Select(static it => PendingSync.OfService(it.Service.ID)),
            .. view
                .Checks.Values.Where(static it => !it.IsInSync)
                .OrderBy(static it => it.Registration)
                .Select(static it => PendingSync.OfCheck(it.Check.CheckID)),
            .. view.IsNodeInSync ? Array.Empty<PendingSync>() : [PendingSync.OfNode],
        ];

    /// <summary>The step that an item takes now; null when it needs none any more.</summary>
    public static SyncStep? StepOf(PendingSync item, LocalView view, NodeFacts facts, AgentTokens tokens) =>
        item switch
        {
            { ServiceId: { } id } => view.Services.TryGetValue(id, out var service)
                ? StepOf(service, view, facts, tokens)
                : null,
            { CheckId: { } id } => view.Checks.TryGetValue(id, out var check)
                ? StepOf(check, view, facts, tokens)
                : null,
            _ => view.IsNodeInSync
                ? null
                : new SyncStep.Register(Registration(view, facts) with { Token = tokens.OwnToken }, null, []),
        };

    private static SyncStep? StepOf(ServiceEntry entry, LocalView view, NodeFacts facts, AgentTokens tokens) =>
        entry.IsDeleted
            ? new SyncStep.RemoveService(
                new DeregisterRequest
                {
                    Datacenter = facts.Datacenter,
                    Node = facts.Name,
                    ServiceID = entry.Service.ID,
                    Token = TokenToRemove(entry.Token, tokens),
                },
                entry
            )
        : entry.IsInSync ? null
        : RegisterService(view, facts, tokens, entry);

    private static SyncStep? StepOf(CheckEntry entry, LocalView view, NodeFacts facts, AgentTokens tokens) =>
        entry.IsDeleted
            ? new SyncStep.RemoveCheck(
                new DeregisterRequest
                {
                    Datacenter = facts.Datacenter,
                    Node = facts.Name,
                    CheckID = entry.Check.CheckID,
                    Token = TokenToRemove(entry.Token, tokens),
                },
                entry
            )
        : entry.IsInSync ? null
        : RegisterCheck(view, facts, tokens, entry);

    private static SyncStep.Register RegisterService(
        LocalView view,
        NodeFacts facts,
        AgentTokens tokens,
        ServiceEntry entry
    )
    {
        var token = tokens.Of(entry);
        CheckEntry[] checks =
        [
            .. view.ChecksOf(entry.Service.ID).Where(check => !check.IsInSync && tokens.Of(check) == token),
        ];
        return new SyncStep.Register(
            WithChecks(Registration(view, facts) with { Service = entry.Service, Token = token }, checks),
            entry,
            checks
        );
    }

    private static SyncStep.Register RegisterCheck(
        LocalView view,
        NodeFacts facts,
        AgentTokens tokens,
        CheckEntry entry
    ) =>
        new(
            WithChecks(
                Registration(view, facts) with
                {
                    // The service goes along, so that a catalog that lost it has somewhere to put the check.
                    Service = view.Service(entry.Check.ServiceID)?.Service,
                    Token = tokens.Of(entry),
                },
                [entry]
            ),
            null,
            [entry]
        );

    private static RegisterRequest Registration(LocalView view, NodeFacts facts) =>
        new()
        {
            Datacenter = facts.Datacenter,
            ID = facts.Id,
            Node = facts.Name,
            Address = facts.Address,
            TaggedAddresses = facts.TaggedAddresses,
            NodeMeta = facts.Meta,
            Locality = facts.Locality,
            SkipNodeUpdate = view.IsNodeInSync,
        };

    private static RegisterRequest WithChecks(RegisterRequest request, IReadOnlyList<CheckEntry> checks) =>
        checks switch
        {
            [] => request,
            [var only] => request with { Check = only.Check },
            _ => request with { Checks = [.. checks.Select(static entry => entry.Check)] },
        };

    private static string TokenToRemove(string token, AgentTokens tokens) => token.Length > 0 ? token : tokens.OwnToken;
}
