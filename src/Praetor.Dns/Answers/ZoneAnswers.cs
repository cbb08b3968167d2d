using System.Buffers.Binary;
using Praetor.Dns.Messages;
using Praetor.Dns.Questions;
using Praetor.Model.Catalog;

namespace Praetor.Dns.Answers;

/// <summary>Plans answers about a zone itself: who is in charge, and for how long a missing name stays missing.</summary>
internal sealed class ZoneAnswers(DnsSettings settings, TimeProvider time, Random random)
{
    // As many as Consul names.
    private const int ServersMax = 3;

    // The bytes change once a second, so they are kept that long.
    private byte[] _soaTail = [];
    private long _soaSerial = -1;

    /// <summary>The zone's SOA record. Its serial number is the time: what we answer changes all the time.</summary>
    public Record Soa(Zone zone)
    {
        var serial = time.GetUtcNow().ToUnixTimeSeconds();
        if (serial != _soaSerial)
        {
            _soaTail = new byte[20];
            BinaryPrimitives.WriteUInt32BigEndian(_soaTail, (uint)serial);
            BinaryPrimitives.WriteUInt32BigEndian(_soaTail.AsSpan(4), settings.SoaRefresh);
            BinaryPrimitives.WriteUInt32BigEndian(_soaTail.AsSpan(8), settings.SoaRetry);
            BinaryPrimitives.WriteUInt32BigEndian(_soaTail.AsSpan(12), settings.SoaExpire);
            BinaryPrimitives.WriteUInt32BigEndian(_soaTail.AsSpan(16), settings.SoaMinTtl);
            _soaSerial = serial;
        }

        return new Record(
            RecordType.Soa,
            settings.SoaMinTtl,
            zone.Name,
            Name: zone.Master,
            SecondName: zone.Contact,
            Tail: _soaTail
        );
    }

    /// <summary>Adds some of the servers: to the answer for NS, beside it for SOA.</summary>
    public void AddServers(AnswerPlan plan, Question question, RecordType type, IReadOnlyList<CheckServiceNode> servers)
    {
        if (type == RecordType.Soa)
        {
            plan.Add(Soa(question.Authority));
        }

        CheckServiceNode[] order = [.. servers];
        random.Shuffle(order);
        var named = 0;
        foreach (var server in order)
        {
            if (named == ServersMax)
            {
                break;
            }

            if (server.Node is not { } node || !IsHostLabel(node.Name))
            {
                continue;
            }

            var records = question.Zone.RecordsOf(node);
            if (records.Name is not { } name)
            {
                continue;
            }

            named++;
            var record = new Record(RecordType.NS, settings.NodeTtl, question.Zone.Name, Name: name);
            if (type == RecordType.Soa)
            {
                plan.AddAuthority(record);
            }
            else
            {
                plan.Add(record);
            }

            if (records.Addresses.Default is { Data: { } address, Type: var addressType })
            {
                plan.AddExtra(new Record(addressType, settings.NodeTtl, name, address));
            }
        }
    }

    /// <summary>Whether a name can be that of a host (RFC 1123 section 2.1); servers with other names cannot be reached.</summary>
    private static bool IsHostLabel(string name) =>
        name.Length is > 0 and <= DnsName.LabelLengthMax
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
