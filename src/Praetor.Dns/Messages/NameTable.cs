namespace Praetor.Dns.Messages;

/// <summary>
/// Where in a message which names stand, so that later ones can point to them. One message at a time; it is used again and
/// again, so that a message costs no allocation.
/// </summary>
internal sealed class NameTable
{
    // A message of 64 KiB has at most some 2,000 different names in the first 16 KiB, beyond which none can be pointed at.
    private const int SlotCount = 4096;
    private const int EntriesMax = SlotCount / 2;

    private readonly Slot[] _slots = new Slot[SlotCount];
    private uint _message;
    private int _entries;

    /// <summary>Forgets everything: another message begins.</summary>
    public void Begin()
    {
        _entries = 0;
        if (++_message == 0)
        {
            // After four billion messages old slots would look new.
            Array.Clear(_slots);
            _message = 1;
        }
    }

    /// <summary>Where the name stands; -1 if it does not. Letters' case counts, as it does for Consul's DNS library.</summary>
    public int Find(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name, uint hash)
    {
        for (var i = hash % SlotCount; _slots[i].Message == _message; i = (i + 1) % SlotCount)
        {
            if (_slots[i].Hash == hash && Matches(message, _slots[i].Offset, name))
            {
                return _slots[i].Offset;
            }
        }

        return -1;
    }

    /// <summary>Remembers a name that is not there yet. When the table is full, messages just get longer.</summary>
    public void Add(uint hash, int offset)
    {
        if (_entries >= EntriesMax)
        {
            return;
        }

        var i = hash % SlotCount;
        while (_slots[i].Message == _message)
        {
            i = (i + 1) % SlotCount;
        }

        _slots[i] = new Slot(_message, hash, (ushort)offset);
        _entries++;
    }

    private static bool Matches(ReadOnlySpan<byte> message, int offset, ReadOnlySpan<byte> name)
    {
        var position = 0;
        while (true)
        {
            // What we wrote ourselves points only backwards, so this ends.
            while (message[offset] >= 0xC0)
            {
                offset = ((message[offset] & 0x3F) << 8) | message[offset + 1];
            }

            var length = name[position] + 1;
            if (!message.Slice(offset, length).SequenceEqual(name.Slice(position, length)))
            {
                return false;
            }

            if (length == 1)
            {
                return true;
            }

            offset += length;
            position += length;
        }
    }

    private readonly record struct Slot(uint Message, uint Hash, ushort Offset);
}
