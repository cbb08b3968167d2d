using System.Net;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>Reads Serf's messages: the other half of <see cref="SerfCodec"/>.</summary>
internal static class SerfReader
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="GossipFormatException">It is none.</exception>
    public static SerfMessage Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            throw new GossipFormatException(GossipFault.Malformed, "an empty Serf message");
        }

        try
        {
            var reader = new MsgPackReader(bytes[1..]);
            var fields = SerfFields.Read(ref reader);
            return ToMessage((SerfKind)bytes[0], fields, bytes[(1 + reader.Position)..]);
        }
        catch (WireFormatException malformed)
        {
            // Both say the same to the boundary; one exception leaves this layer.
            throw new GossipFormatException(GossipFault.Malformed, malformed.Message);
        }
    }

    /// <summary>Reads a message; null if it is none.</summary>
    public static SerfMessage? TryDecode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Decode(bytes);
        }
        catch (GossipFormatException)
        {
            return null;
        }
    }

    private static SerfMessage ToMessage(SerfKind kind, SerfFields it, ReadOnlySpan<byte> rest) =>
        kind switch
        {
            SerfKind.Leave => new SerfMessage.Leave(it.Time, it.Node, it.Prune),
            SerfKind.Join => new SerfMessage.Join(it.Time, it.Node),
            SerfKind.UserEvent => new SerfMessage.UserEvent(it.Time, it.Name)
            {
                Payload = it.Payload,
                Coalesces = it.Coalesces,
            },
            SerfKind.Query => new SerfMessage.Query(it.Time, it.Id, it.Name)
            {
                AnswerTo = new GossipAddress(Need(it.Address), it.Port).Plain(),
                SourceNode = it.SourceNode,
                Filters = it.Filters,
                Flags = it.Flags,
                RelayFactor = it.RelayFactor,
                Timeout = it.Timeout,
                Payload = it.Payload,
            },
            SerfKind.QueryResponse => new SerfMessage.QueryResponse(it.Time, it.Id, it.From)
            {
                Flags = it.Flags,
                Payload = it.Payload,
            },
            SerfKind.PushPull => new SerfMessage.PushPull(it.Time, it.EventTime, it.QueryTime)
            {
                StatusTimes = it.StatusTimes,
                LeftMembers = it.LeftMembers,
                Events = it.Events,
            },
            SerfKind.ConflictResponse => new SerfMessage.ConflictResponse(
                new SerfMember(it.Name, Need(it.Address), it.Port, it.Status)
                {
                    Tags = it.Tags ?? WireMap<string>.Empty,
                    Versions = it.Versions,
                }
            ),
            SerfKind.KeyRequest => new SerfMessage.KeyRequest(it.Key),
            SerfKind.KeyResponse => new SerfMessage.KeyResponse(it.IsDone, it.Text)
            {
                Keys = it.Keys,
                PrimaryKey = it.PrimaryKey,
            },
            SerfKind.Relay => new SerfMessage.Relay(
                new GossipAddress(Need(it.Address), it.Port).Plain(),
                it.DestinationName,
                rest.ToArray()
            ),
            _ => throw new GossipFormatException(GossipFault.Malformed, $"a Serf message of kind {(byte)kind}"),
        };

    private static IPAddress Need(IPAddress? address) =>
        address ?? throw new GossipFormatException(GossipFault.Malformed, "a Serf message without its address");
}
