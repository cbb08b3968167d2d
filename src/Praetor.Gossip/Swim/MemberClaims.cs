using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>
/// What to believe of what is said of nodes (SWIM, section 4.2). A claim counts if its incarnation is not older than what
/// is known; only the node itself makes new ones, and refutes with them what is said of it. What is believed anew is
/// broadcast.
/// </summary>
internal sealed class MemberClaims(SwimCore core)
{
    private readonly Suspects _suspects = new();
    private uint _incarnation;

    /// <summary>When the next suspicion is over.</summary>
    public TimeSpan NextDeadline => _suspects.NextDeadline;

    /// <summary>The suspicion against a node; null for none.</summary>
    public Suspicion? SuspicionOf(string node) => _suspects.Find(node);

    /// <summary>Makes this node known to itself.</summary>
    public void Begin()
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

        if (_suspects.Find(node.Name) is { } suspicion)
        {
            if (_suspects.Confirm(node.Name, suspicion, claim.From))
            {
                Tell(claim.Node, claim);
            }

            return;
        }

        if (node.State != NodeState.Alive)
        {
            return;
        }

        if (core.IsSelf(node))
        {
            Refute(claim.Incarnation);
            return;
        }

        Tell(claim.Node, claim);
        core.Table.Replace(node.In(NodeState.Suspect, claim.Incarnation, core.Now));
        var profile = core.Profile;
        var min = SwimFormulas.SuspicionTimeout(profile.SuspicionMultiplier, core.Table.Count, profile.ProbeInterval);
        _suspects.Add(
            node.Name,
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

        if (core.IsSelf(node) && !core.IsLeaving)
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
        var hasOthers = core.Table.HasOthers();
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

        var self = core.Self with { Meta = meta, Incarnation = ++_incarnation };
        core.Table.Replace(self);
        Tell(self.Name, self.ToAlive());
        core.Application.Updated(self.ToMember());
    }

    /// <summary>Ends suspicions whose time is over.</summary>
    public void Tick()
    {
        while (_suspects.Due(core.Now) is { } name)
        {
            var confirmed = _suspects.Find(name)?.Confirmations;
            core.Effects.Notices.Add(new SwimNotice(SwimNoticeKind.DeclaredDead, name, $"{confirmed} confirmed"));
            if (core.Table.Find(name) is { } node)
            {
                Bury(node, new SwimMessage.Dead(node.Incarnation, name, core.Options.Name));
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
        _suspects.Remove(node.Name);
        Tell(node.Name, claim);
        var believed = node.In(NodeState.Alive, claim.Incarnation, core.Now) with
        {
            Address = claimed.Address,
            Meta = claim.Meta,
            Versions = claim.Versions ?? node.Versions,
        };
        core.Table.Replace(believed);
        if (wasGone)
        {
            core.Application.Joined(believed.ToMember());
        }
        else if (isNews)
        {
            core.Application.Updated(believed.ToMember());
        }
    }

    private Broadcast Bury(SwimNode node, SwimMessage.Dead claim)
    {
        _suspects.Remove(node.Name);
        var told = Tell(node.Name, claim);
        var state = claim.From == claim.Node ? NodeState.Left : NodeState.Dead;
        var buried = node.In(state, claim.Incarnation, core.Now);
        core.Table.Replace(buried);
        core.Application.Left(buried.ToMember());
        return told;
    }

    private void Refute(uint accused)
    {
        // An incarnation at the end of its range cannot be topped; whoever sends one can do worse anyway.
        _incarnation = Math.Max(_incarnation, accused) is var highest and < uint.MaxValue ? highest + 1 : uint.MaxValue;
        var self = core.Self with { Incarnation = _incarnation };
        core.Table.Replace(self);
        core.Awareness.Apply(1);
        core.Effects.Notices.Add(new SwimNotice(SwimNoticeKind.Refuted, self.Name));
        Tell(self.Name, self.ToAlive());
    }

    private Broadcast Tell(string node, SwimMessage claim) => core.Broadcasts.Add(node, SwimMessageCodec.Encode(claim));
}
