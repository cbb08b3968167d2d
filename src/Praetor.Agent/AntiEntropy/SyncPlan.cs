using Praetor.Agent.Local;
using Praetor.Model.Catalog;

namespace Praetor.Agent.AntiEntropy;

/// <summary>
/// Says what to tell the catalog next, from the sync flags of a view. Pure. One step at a time, because each changes the
/// view: services before checks, since a service takes its checks along; the node last, since any registration carries it.
/// </summary>
internal static class SyncPlan
{
    /// <summary>The next step; null when everything is in sync.</summary>
    public static SyncStep? Next(LocalView view, NodeFacts facts, AgentTokens tokens)
    {
        foreach (var entry in view.Services.Values)
        {
            if (entry.IsDeleted)
            {
                return new SyncStep.RemoveService(
                    new DeregisterRequest
                    {
                        Datacenter = facts.Datacenter,
                        Node = facts.Name,
                        ServiceID = entry.Service.ID,
                        Token = TokenToRemove(entry.Token, tokens),
                    },
                    entry
                );
            }

            if (!entry.IsInSync)
            {
                return RegisterService(view, facts, tokens, entry);
            }
        }

        foreach (var entry in view.Checks.Values)
        {
            if (entry.IsDeleted)
            {
                return new SyncStep.RemoveCheck(
                    new DeregisterRequest
                    {
                        Datacenter = facts.Datacenter,
                        Node = facts.Name,
                        CheckID = entry.Check.CheckID,
                        Token = TokenToRemove(entry.Token, tokens),
                    },
                    entry
                );
            }

            if (!entry.IsInSync)
            {
                return RegisterCheck(view, facts, tokens, entry);
            }
        }

        return view.IsNodeInSync
            ? null
            : new SyncStep.Register(Registration(view, facts) with { Token = tokens.OwnToken }, null, []);
    }

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
