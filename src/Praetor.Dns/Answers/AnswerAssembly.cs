using Praetor.Dns.Messages;

namespace Praetor.Dns.Answers;

/// <summary>Makes messages of plans, and leaves out what does not fit. For one thread at a time.</summary>
/// <remarks>
/// 1. No more answers than the limit; with what is left out goes EDNS, as in Consul.
/// 2. If that is too long: without the extras that belong to no record.
/// 3. Else as many answers, from the first, as fit with their extras.
/// 4. If none fits, without the authority.
/// </remarks>
internal sealed class AnswerAssembly(DnsSettings settings)
{
    private const ushort Response = 0x8000;
    private const ushort Authoritative = 0x0400;
    private const ushort Truncated = 0x0200;
    private const ushort RecursionDesired = 0x0100;
    private const ushort RecursionAvailable = 0x0080;
    private const ushort CheckingDisabled = 0x0010;
    private const ushort OpcodeMask = 0x7800;
    private const ushort ClientSubnetOption = 8;

    private readonly NameTable _names = new();

    /// <summary>Writes the answer; gives its length.</summary>
    /// <param name="query">What was asked.</param>
    /// <param name="plan">What should be in it.</param>
    /// <param name="limits">How much may be.</param>
    /// <param name="buffer">Where it goes.</param>
    public int Write(in QueryMessage query, AnswerPlan plan, AnswerLimits limits, Span<byte> buffer)
    {
        buffer = buffer[..Math.Min(buffer.Length, limits.SizeMax)];

        // 1.
        var count = Math.Min(plan.Answers.Length, limits.AnswersMax);
        var part = new Part(count, count < plan.Answers.Length, HasFreeExtras: true, HasAuthority: true);
        if (TryWrite(query, plan, part, buffer, out var length))
        {
            return length;
        }

        // 2.
        part = part with
        {
            IsCut = true,
            HasFreeExtras = false,
        };
        if (plan.HasFreeExtras && TryWrite(query, plan, part, buffer, out length))
        {
            return length;
        }

        // 3. The most that fit are from fits to fails - 1.
        var (fits, fails) = (0, count);
        while (fails - fits > 1)
        {
            var middle = fits + ((fails - fits) / 2);
            if (TryWrite(query, plan, part with { Answers = middle }, buffer, out _))
            {
                fits = middle;
            }
            else
            {
                fails = middle;
            }
        }

        part = part with { Answers = fits };
        if (TryWrite(query, plan, part, buffer, out length))
        {
            return length;
        }

        // 4. A question and a header fit into the smallest limit there is.
        TryWrite(query, plan, part with { HasAuthority = false }, buffer, out length);
        return length;
    }

    /// <summary>Writes a header without anything: what could not be read is answered so.</summary>
    public static int WriteRefusal(in QueryMessage query, ResponseCode code, Span<byte> buffer)
    {
        var writer = new MessageWriter(buffer, null);
        writer.UInt16(query.Id);
        writer.UInt16((ushort)(Response | (query.Flags & (OpcodeMask | RecursionDesired)) | (int)code));
        writer.UInt32(0);
        writer.UInt32(0);
        return writer.Length;
    }

    private bool TryWrite(in QueryMessage query, AnswerPlan plan, in Part part, Span<byte> buffer, out int length)
    {
        _names.Begin();
        var writer = new MessageWriter(buffer, settings.DisableCompression ? null : _names);
        WriteHeader(query, plan, part, ref writer);
        writer.Name(query.Name);
        writer.Bytes(query.Question[query.Name.Length..]);
        for (var i = 0; i < part.Answers; i++)
        {
            plan.Answers[i].Write(ref writer, query.Name);
        }

        if (part.HasAuthority)
        {
            foreach (ref readonly var record in plan.Authority)
            {
                record.Write(ref writer, query.Name);
            }
        }

        var extras = WriteExtras(query, plan, part, ref writer);
        writer.Patch(10, extras);
        length = writer.Length;
        return !writer.IsOverflown;
    }

    private void WriteHeader(in QueryMessage query, AnswerPlan plan, in Part part, ref MessageWriter writer)
    {
        var flags =
            Response
            | (query.Flags & (RecursionDesired | CheckingDisabled))
            | (plan.IsAuthoritative ? Authoritative : 0)
            | (plan.IsRecursive ? RecursionAvailable : 0)
            | (part.IsCut && settings.EnableTruncate ? Truncated : 0)
            | (int)plan.Code;
        writer.UInt16(query.Id);
        writer.UInt16((ushort)flags);
        writer.UInt16(1);
        writer.UInt16((ushort)part.Answers);
        writer.UInt16((ushort)(part.HasAuthority ? plan.Authority.Length : 0));
        writer.UInt16(0);
    }

    private static ushort WriteExtras(in QueryMessage query, AnswerPlan plan, in Part part, ref MessageWriter writer)
    {
        ushort count = 0;
        foreach (ref readonly var extra in plan.Extras)
        {
            if (IsWanted(extra, plan, part))
            {
                extra.Record.Write(ref writer, query.Name);
                count++;
            }
        }

        if (query.HasEdns && plan.HasEdns && !part.IsCut)
        {
            WriteEdns(query, ref writer);
            count++;
        }

        return count;
    }

    /// <summary>Once something is left out, only what the answers that are left name is worth its bytes.</summary>
    private static bool IsWanted(in (Record Record, int Answer) extra, AnswerPlan plan, in Part part)
    {
        if (extra.Answer == AnswerPlan.AllAnswers)
        {
            return part.HasFreeExtras;
        }

        return extra.Answer < part.Answers
            && (!part.IsCut || plan.Answers[extra.Answer].Name.AsSpan().SequenceEqual(extra.Record.Owner));
    }

    private static void WriteEdns(in QueryMessage query, ref MessageWriter writer)
    {
        writer.Byte(0);
        writer.UInt16((ushort)RecordType.Opt);
        writer.UInt16(query.UdpSize);
        writer.UInt32(0);
        if (query.ClientSubnet.Length == 0)
        {
            writer.UInt16(0);
            return;
        }

        // Family and source prefix are the client's; 0 says that the answer is good for everybody (RFC 7871 section 7.2.1).
        writer.UInt16((ushort)(4 + query.ClientSubnet.Length));
        writer.UInt16(ClientSubnetOption);
        writer.UInt16((ushort)query.ClientSubnet.Length);
        writer.Bytes(query.ClientSubnet[..3]);
        writer.Byte(0);
        writer.Bytes(query.ClientSubnet[4..]);
    }

    private readonly record struct Part(int Answers, bool IsCut, bool HasFreeExtras, bool HasAuthority);
}
