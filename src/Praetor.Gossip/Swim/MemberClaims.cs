using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>
/// What to believe of what is said of nodes (SWIM, section 4.2). A claim counts if its incarnation is not older than what
/// is known; only the node itself makes new ones, and refutes with them what is said of it. What is believed anew is
/// broadcast.
/// </summary>
internal sealed class MemberClaims(SwimCore core)
{
    private uint _incarnation;

    /// <summary>Makes this node known to itself.</summary>
    public SwimNode Begin()
    {
        var options = core.Options;
        var self = new SwimNode(options.Name)
        {
            Address = options.Address.Plain(),
            Meta = options.Meta,
            Versions = options.Versions,
            Incarnation = ++_incarnation,
            State = NodeState.Alive,
            ChangedAt = core.Now,
        };
        core.Table.Insert(self);
        core.Broadcasts.Add(self.Name, SwimMessageCodec.Encode(self.ToAlive()));
        core.Application.Joined(self.ToMember());
        return self;
    }

    /// <summary>A node is there.</summary>
    public void Alive(SwimMessage.Alive claim)
    {
        var isSelf = claim.Node == core.Options.Name;
        if (claim.Node.Length == 0 || (isSelf && core.IsLeaving) || claim.Versions is { IsSane: false })
        {
            return;
        }

        var address = claim.Address.Plain();
        var claimed = new SwimMember(claim.Node, address, NodeState.Alive)
        {
            Meta = claim.Meta,
            Versions = claim.Versions ?? ProtocolVersions.Bare,
        };
        if (!core.Application.Admits(claimed))
        {
            return;
        }

        var node = core.Table.Find(claim.Node);
        var takesOver = false;
        if (node is null)
        {
            node = Introduce(claim.Node, address);
            if (node is null)
            {
                return;
            }
        }
        else if (node.Address != address)
        {
            takesOver = MayTakeOver(node);
            if (!takesOver)
            {
                core.Effects.Notices.Add(
                    new SwimNotice(SwimNoticeKind.NameConflict, node.Name, $"{node.Address} and {address}")
                );
                core.Application.Conflicted(node.ToMember(), claimed);
                return;
            }
        }

        if (isSelf)
        {
            CheckOwn(claim);
        }
        else if (claim.Incarnation > node.Incarnation || takesOver)
        {
            Believe(node, claimed, claim);
        }
    }

    /// <summary>A node does not answer.</summary>
    public void Suspect(SwimMessage.Suspect claim)
    {
        if (core.Table.Find(claim.Node) is not { } node || claim.Incarnation < node.Incarnation)
        {
            return;
        }

        if (node.Suspicion is { } suspicion)
        {
            if (suspicion.Confirm(claim.From))
            {
                Tell(node, claim);
            }

            return;
        }

        if (node.State != NodeState.Alive)
        {
            return;
        }

        if (node == core.Self)
        {
            Refute(claim.Incarnation);
            return;
        }

        Tell(node, claim);
        Change(node, NodeState.Suspect, claim.Incarnation);
        var profile = core.Profile;
        var min = SwimFormulas.SuspicionTimeout(profile.SuspicionMultiplier, core.Table.Count, profile.ProbeInterval);
        core.Table.SetSuspicion(
            node,
            new Suspicion(
                claim.From,
                SwimFormulas.ExpectedConfirmations(profile.SuspicionMultiplier, core.Table.Count),
                min,
                profile.SuspicionMaxTimeoutMultiplier * min,
                core.Now
            )
        );
    }

    /// <summary>A node is dead, or says that it leaves.</summary>
    public void Dead(SwimMessage.Dead claim)
    {
        if (core.Table.Find(claim.Node) is not { } node || claim.Incarnation < node.Incarnation || node.IsGone)
        {
            return;
        }

        if (node == core.Self && !core.IsLeaving)
        {
            Refute(claim.Incarnation);
            return;
        }

        Bury(node, claim);
    }

    /// <summary>Tells everybody that this node leaves; null if there is nobody.</summary>
    public Broadcast? SayGoodbye()
    {
        var self = core.Self;
        var hasOthers = core.Table.CountPresent() > 1;
        var goodbye = Bury(self, new SwimMessage.Dead(self.Incarnation, self.Name, self.Name));
        return hasOthers ? goodbye : null;
    }

    /// <summary>Changes what this node says of itself.</summary>
    public void UpdateMeta(byte[]? meta)
    {
        if (core.IsLeaving)
        {
            return;
        }

        core.Self.Meta = meta;
        core.Self.Incarnation = ++_incarnation;
        Tell(core.Self, core.Self.ToAlive());
        core.Application.Updated(core.Self.ToMember());
    }

    /// <summary>Ends suspicions whose time is over.</summary>
    public void Tick()
    {
        for (var i = core.Table.Suspects.Count - 1; i >= 0; i--)
        {
            var node = core.Table.Suspects[i];
            if (node.Suspicion is { } suspicion && core.Now >= suspicion.Deadline)
            {
                core.Effects.Notices.Add(
                    new SwimNotice(SwimNoticeKind.DeclaredDead, node.Name, $"{suspicion.Confirmations} confirmed")
                );
                Bury(node, new SwimMessage.Dead(node.Incarnation, node.Name, core.Options.Name));
            }
        }
    }

    private SwimNode? Introduce(string name, GossipAddress address)
    {
        if (core.Table.Count >= core.Options.NodesMax)
        {
            core.Effects.Notices.Add(new SwimNotice(SwimNoticeKind.TooManyNodes, name));
            return null;
        }

        // Dead with incarnation 0, so that the claim that brought it counts like any other.
        var node = new SwimNode(name) { Address = address, ChangedAt = core.Now };
        core.Table.Insert(node);
        return node;
    }

    private bool MayTakeOver(SwimNode node) =>
        node.State == NodeState.Left
        || (
            node.State == NodeState.Dead
            && core.Profile.DeadNodeReclaimTime > TimeSpan.Zero
            && core.Now - node.ChangedAt > core.Profile.DeadNodeReclaimTime
        );

    private void CheckOwn(SwimMessage.Alive claim)
    {
        var self = core.Self;
        if (claim.Incarnation < self.Incarnation)
        {
            return;
        }

        // With the same incarnation it is mostly our own words; after a restart they may be those of our former life.
        var isSame =
            claim.Incarnation == self.Incarnation
            && claim.Meta.AsSpan().SequenceEqual(self.Meta)
            && claim.Versions == self.Versions;
        if (!isSame)
        {
            Refute(claim.Incarnation);
        }
    }

    private void Believe(SwimNode node, SwimMember claimed, SwimMessage.Alive claim)
    {
        var wasGone = node.IsGone;
        var isNews = !claim.Meta.AsSpan().SequenceEqual(node.Meta);
        core.Table.SetSuspicion(node, null);
        Tell(node, claim);
        node.Address = claimed.Address;
        node.Meta = claim.Meta;
        node.Versions = claim.Versions ?? node.Versions;
        Change(node, NodeState.Alive, claim.Incarnation);
        if (wasGone)
        {
            core.Application.Joined(node.ToMember());
        }
        else if (isNews)
        {
            core.Application.Updated(node.ToMember());
        }
    }

    private Broadcast Bury(SwimNode node, SwimMessage.Dead claim)
    {
        core.Table.SetSuspicion(node, null);
        var told = Tell(node, claim);
        Change(node, claim.From == claim.Node ? NodeState.Left : NodeState.Dead, claim.Incarnation);
        core.Application.Left(node.ToMember());
        return told;
    }

    private void Refute(uint accused)
    {
        // An incarnation at the end of its range cannot be topped; whoever sends one can do worse anyway.
        _incarnation = Math.Max(_incarnation, accused) is var highest and < uint.MaxValue ? highest + 1 : uint.MaxValue;
        core.Self.Incarnation = _incarnation;
        core.Awareness.Apply(1);
        core.Effects.Notices.Add(new SwimNotice(SwimNoticeKind.Refuted, core.Self.Name));
        Tell(core.Self, core.Self.ToAlive());
    }

    private void Change(SwimNode node, NodeState state, uint incarnation)
    {
        node.Incarnation = incarnation;
        if (node.State != state)
        {
            (node.State, node.ChangedAt) = (state, core.Now);
        }
    }

    private Broadcast Tell(SwimNode node, SwimMessage claim) =>
        core.Broadcasts.Add(node.Name, SwimMessageCodec.Encode(claim));
}
