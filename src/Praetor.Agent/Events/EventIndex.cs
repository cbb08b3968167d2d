using System.Buffers.Binary;
using Praetor.Model.Events;

namespace Praetor.Agent.Events;

/// <summary>
/// What clients wait by: a number made of the last event's UUID. It says that something changed and not in which direction,
/// since agents number nothing together.
/// </summary>
public static class EventIndex
{
    /// <summary>The index of a list; 1 for an empty one, since a client that waits by 0 would spin.</summary>
    public static ulong Of(IReadOnlyList<UserEvent> events) => events is [.., var last] ? Of(last.ID) : 1;

    private static ulong Of(string id)
    {
        // Whoever fires an event may give it any ID; who gives it none that is a UUID has no index of its own.
        if (!Guid.TryParseExact(id, "D", out var uuid))
        {
            return 1;
        }

        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
    }
}
