using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>Sends broadcasts to a few random nodes at each interval, and along with whatever else is sent.</summary>
internal sealed class Gossiper
{
    /// <summary>Checksum and the first part's place in a compound.</summary>
    private const int LayerBytes = 5 + Compound.HeaderBytes;

    private readonly SwimCore _core;

    public Gossiper(SwimCore core)
    {
        _core = core;

        // As in memberlist, an interval of zero or less is never, and so is nobody to tell.
        var (interval, nodes) = (core.Profile.GossipInterval, core.Profile.GossipNodes);
        NextDeadline =
            interval > TimeSpan.Zero && nodes > 0 ? core.Now + interval * core.Random.NextDouble() : TimeSpan.MaxValue;
    }

    public TimeSpan NextDeadline { get; private set; }

    public void Tick()
    {
        if (_core.Now < NextDeadline)
        {
            return;
        }

        NextDeadline = _core.Now + _core.Profile.GossipInterval;
        foreach (var node in _core.Table.Pick(_core.Profile.GossipNodes, IsToldOf))
        {
            var messages = new List<ReadOnlyMemory<byte>>();
            Fill(messages, 0);
            if (messages.Count == 0)
            {
                return;
            }

            _core.Effects.Packets.Add(new PacketSend(node.Address, messages, Understands(node)));
        }
    }

    /// <summary>Sends a message with the broadcasts that fit beside it.</summary>
    public void Send(GossipAddress to, byte[] message)
    {
        var messages = new List<ReadOnlyMemory<byte>> { message };
        Fill(messages, Compound.PartBytes + message.Length);
        _core.Effects.Packets.Add(new PacketSend(to, messages, WithChecksum: false));
    }

    /// <summary>Whether a node is known to understand checksums.</summary>
    public static bool Understands(SwimNode node) => node.Versions.Max >= 5;

    private bool IsToldOf(SwimNode node) =>
        !_core.IsSelf(node)
        && node.State switch
        {
            NodeState.Alive or NodeState.Suspect => true,
            NodeState.Dead => _core.Now - node.ChangedAt <= _core.Profile.GossipToTheDeadTime,
            _ => false,
        };

    private void Fill(List<ReadOnlyMemory<byte>> messages, int bytesUsed)
    {
        var left = _core.Profile.PacketBytesMax - _core.Options.PacketOverhead - LayerBytes - bytesUsed;
        left -= _core.Broadcasts.Take(
            Compound.PartBytes,
            left,
            GossipLimits.CompoundPartsMax - messages.Count,
            messages
        );

        // The application's messages carry their kind beside the part's length.
        const int UserBytes = Compound.PartBytes + 1;
        var first = messages.Count;
        if (left > UserBytes)
        {
            _core.Application.TakeBroadcasts(UserBytes, left, GossipLimits.CompoundPartsMax - first, messages);
        }

        for (var i = first; i < messages.Count; i++)
        {
            messages[i] = SwimMessageCodec.Encode(new SwimMessage.User(messages[i]));
        }
    }
}
