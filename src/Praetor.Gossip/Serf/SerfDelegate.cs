using System.Buffers;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Coordinates;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>What Serf adds to the protocol below: its messages, its state in exchanges, its places in answers to pings.</summary>
/// <param name="core">Whose it is.</param>
/// <param name="queues">What goes along with packets, the most urgent first.</param>
internal sealed class SerfDelegate(SerfCore core, BroadcastQueue[] queues) : ISwimDelegate
{
    /// <summary>The version of what follows in the answer to a ping.</summary>
    private const byte PingVersion = 1;

    private bool _hasConflict;

    /// <summary>Whether another has claimed this member's name since the last call.</summary>
    public bool TakeConflict()
    {
        var had = _hasConflict;
        _hasConflict = false;
        return had;
    }

    public bool Admits(SwimMember member)
    {
        // The protocol below forgets the dead after half a minute, members stay for days: its bound alone is none here.
        if (core.Members.Count >= core.Options.MembersMax && core.Members.Find(member.Name) is null)
        {
            core.Effects.Swim.Notices.Add(new SwimNotice(SwimNoticeKind.TooManyNodes, member.Name));
            return false;
        }

        return core.Options.Admits?.Invoke(ToMember(member)) ?? true;
    }

    public string? RefuseMerge(IReadOnlyList<SwimMember> members) =>
        core.Options.RefuseMerge?.Invoke([.. members.Select(ToMember)]);

    public byte[] LocalState(bool isJoin)
    {
        var times = core.Members.All.Select(entry => KeyValuePair.Create(entry.Name, entry.StatusTime));
        var left = core.Members.All.Where(entry => entry.Status == MemberStatus.Left).Select(entry => entry.Name);
        return SerfCodec.Encode(
            new SerfMessage.PushPull(core.Clock.Time, core.Events.Clock.Time, core.Queries.Clock.Time)
            {
                StatusTimes = WireMap.From(times),
                LeftMembers = [.. left],
                Events = core.Events.Recent,
            }
        );
    }

    public void MergeState(ReadOnlySpan<byte> state, bool isJoin)
    {
        if (Decode(state) is not SerfMessage.PushPull theirs)
        {
            return;
        }

        // Their clocks are ahead of what they have seen by one.
        core.Clock.Witness(Before(theirs.Time));
        core.Events.Clock.Witness(Before(theirs.EventTime));
        core.Queries.Clock.Witness(Before(theirs.QueryTime));
        MergeIntents(theirs);
        if (isJoin && core.IgnoresOldEvents)
        {
            core.Events.Ignore(theirs.EventTime);
        }

        core.Events.Merge(theirs.Events ?? []);
    }

    public void Receive(ReadOnlyMemory<byte> message)
    {
        switch (Decode(message.Span))
        {
            case SerfMessage.Leave leave:
                TellOn(core.Members.Intend(leave), message);
                break;
            case SerfMessage.Join join:
                TellOn(core.Members.Intend(join), message);
                break;
            case SerfMessage.UserEvent userEvent:
                core.Events.Receive(userEvent, message);
                break;
            case SerfMessage.Query query:
                core.Queries.Receive(query, message);
                break;
            case SerfMessage.QueryResponse response:
                core.Queries.Receive(response);
                break;
            case SerfMessage.Relay relay:
                core.Send(relay.Address, relay.Message);
                break;
        }
    }

    public int TakeBroadcasts(int bytesEach, int bytesMax, int countMax, List<ReadOnlyMemory<byte>> into)
    {
        var used = 0;
        var before = into.Count;
        foreach (var queue in queues)
        {
            used += queue.Take(bytesEach, bytesMax - used, countMax - (into.Count - before), into);
        }

        return used;
    }

    public byte[]? AckPayload()
    {
        if (core.Coordinates is not { } coordinates)
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>(128);
        output.Write([PingVersion]);
        var writer = new MsgPackWriter(output);
        coordinates.Place.Write(ref writer);
        return output.WrittenSpan.ToArray();
    }

    public void PingCompleted(SwimMember member, TimeSpan roundTrip, byte[]? payload)
    {
        if (core.Coordinates is not { } coordinates || payload is not [PingVersion, .. var rest])
        {
            return;
        }

        try
        {
            var reader = new MsgPackReader(rest);
            var place = Coordinate.Read(ref reader);
            if (coordinates.Update(member.Name, place, roundTrip))
            {
                core.Found(member.Name, place);
            }
        }
        catch (WireFormatException)
        {
            core.Effects.Refused++;
        }
    }

    public void Joined(SwimMember member) => core.Members.Joined(member);

    public void Left(SwimMember member) => core.Members.Gone(member);

    public void Updated(SwimMember member) => core.Members.Updated(member);

    public void Conflicted(SwimMember existing, SwimMember other) => _hasConflict |= existing.Name == core.Options.Name;

    private void MergeIntents(SerfMessage.PushPull theirs)
    {
        var left = new HashSet<string>(theirs.LeftMembers ?? [], StringComparer.Ordinal);
        foreach (var name in theirs.LeftMembers ?? [])
        {
            // When it left is not told, but after it came.
            var time = theirs.StatusTimes?.GetValueOrDefault(name) ?? 0;
            core.Members.Intend(new SerfMessage.Leave(time + 1, name, Prune: false));
        }

        foreach (var (name, time) in theirs.StatusTimes ?? WireMap<ulong>.Empty)
        {
            if (!left.Contains(name))
            {
                core.Members.Intend(new SerfMessage.Join(time, name));
            }
        }
    }

    private SerfMessage? Decode(ReadOnlySpan<byte> bytes)
    {
        var message = SerfReader.TryDecode(bytes);
        core.Effects.Refused += message is null ? 1 : 0;
        return message;
    }

    private void TellOn(bool isNews, ReadOnlyMemory<byte> message)
    {
        if (isNews)
        {
            core.Intents.Add(null, message);
        }
    }

    private static ulong Before(ulong time) => time > 0 ? time - 1 : 0;

    private static SerfMember ToMember(SwimMember member) =>
        new(member.Name, member.Address.Address, member.Address.Port, ToStatus(member.State))
        {
            Tags = TagsCodec.Decode(member.Meta),
            Versions = member.Versions,
        };

    private static MemberStatus ToStatus(NodeState state) =>
        state switch
        {
            NodeState.Left => MemberStatus.Left,
            NodeState.Dead => MemberStatus.Failed,
            _ => MemberStatus.Alive,
        };
}
