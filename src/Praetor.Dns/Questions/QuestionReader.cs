using Praetor.Dns.Messages;

namespace Praetor.Dns.Questions;

/// <summary>
/// Understands questions, and remembers those it understood: the same few names are asked for again and again. For one
/// thread at a time.
/// </summary>
internal sealed class QuestionReader(Zones zones)
{
    // One name for each slot, the last one asked for. Who asks for ever new names makes us read them anew, no more.
    private const int SlotCount = 1024;

    private readonly Slot?[] _slots = new Slot?[SlotCount];

    /// <summary>What is asked; null if the name is in none of our zones.</summary>
    public Question? Read(in QueryMessage query)
    {
        Span<byte> lower = stackalloc byte[DnsName.LengthMax];
        lower = lower[..query.Name.Length];
        DnsName.ToLower(query.Name, lower);

        var hash = HashOf(lower, query.Type);
        ref var slot = ref _slots[hash % SlotCount];
        if (slot is { } known && known.Type == query.Type && lower.SequenceEqual(known.Name))
        {
            return known.Question;
        }

        var question = zones.Read(lower, query.Type);
        slot = new Slot(lower.ToArray(), query.Type, question);
        return question;
    }

    private static uint HashOf(ReadOnlySpan<byte> name, RecordType type)
    {
        var hash = 2166136261 ^ (uint)type;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return hash;
    }

    private sealed record Slot(byte[] Name, RecordType Type, Question? Question);
}
