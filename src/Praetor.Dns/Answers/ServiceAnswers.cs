using System.Buffers.Binary;
using Praetor.Dns.Messages;
using Praetor.Dns.Questions;
using Praetor.Model.Catalog;

namespace Praetor.Dns.Answers;

/// <summary>
/// Plans the answer about a service: its instances in random order, each once. No more are looked at than can be in the
/// answer, and one that shows that there were more. For one thread at a time.
/// </summary>
internal sealed class ServiceAnswers(DnsSettings settings, Random random)
{
    private readonly HashSet<UInt128> _addresses = [];
    private readonly HashSet<string> _identities = new(StringComparer.Ordinal);
    private CheckServiceNode[] _order = [];

    /// <summary>Adds SRV records, each with its target's address.</summary>
    public void AddServices(
        AnswerPlan plan,
        Question question,
        IReadOnlyList<CheckServiceNode> instances,
        int answersMax
    )
    {
        _identities.Clear();
        var order = Copy(instances);
        for (var i = 0; i < order.Length && plan.Answers.Length <= answersMax; i++)
        {
            var records = question.Zone.RecordsOf(Draw(order, i));
            if (records.Target is null || !_identities.Add(records.Identity))
            {
                continue;
            }

            var ttl = question.ServiceTtl;
            plan.Add(new Record(RecordType.Srv, ttl, null, records.SrvHead, records.Target));
            if (records.SrvAddress is { Data: { } address, Type: var type })
            {
                plan.AddExtra(new Record(type, ttl, records.Target, address));
            }

            if (settings.NodeMetaTxt && records.Node.Name is { } node)
            {
                foreach (var text in records.Node.Texts)
                {
                    plan.AddExtra(new Record(RecordType.Txt, ttl, node, text));
                }
            }
        }
    }

    /// <summary>Adds addresses, or else the name of a host that is one of the instances.</summary>
    public void AddAddresses(
        AnswerPlan plan,
        Question question,
        in QueryMessage query,
        IReadOnlyList<CheckServiceNode> instances,
        int answersMax
    )
    {
        _addresses.Clear();
        byte[]? host = null;
        var limit = settings.ARecordLimit > 0 ? settings.ARecordLimit : int.MaxValue;
        var order = Copy(instances);
        for (var i = 0; i < order.Length && plan.Answers.Length <= answersMax && plan.Answers.Length < limit; i++)
        {
            var records = question.Zone.RecordsOf(Draw(order, i));
            var address = records.AddressFor(query.Type);
            if (address.HostName is { } name && query.Name.SequenceEqual(name))
            {
                // It would be an alias of itself.
                address = records.Node.Addresses.For(query.Type);
            }

            if (address.Data is { } data)
            {
                if (IsAddressFor(query.Type, address.Type) && _addresses.Add(KeyOf(data)))
                {
                    plan.Add(new Record(address.Type, question.ServiceTtl, null, data));
                }
            }
            else
            {
                host ??= address.HostName;
            }
        }

        // A name with an alias has nothing else (RFC 1034 section 3.6.2), so there is one and only without addresses.
        if (plan.Answers.Length == 0 && host is not null)
        {
            plan.Add(new Record(RecordType.Cname, question.ServiceTtl, null, Name: host));
        }
    }

    /// <summary>Whether a question is answered by an address of that type. Consul gives any of them for TXT as well.</summary>
    public static bool IsAddressFor(RecordType asked, RecordType type) =>
        asked == type || asked is RecordType.Any or RecordType.Txt;

    private Span<CheckServiceNode> Copy(IReadOnlyList<CheckServiceNode> instances)
    {
        if (_order.Length < instances.Count)
        {
            _order = new CheckServiceNode[instances.Count];
        }

        for (var i = 0; i < instances.Count; i++)
        {
            _order[i] = instances[i];
        }

        return _order.AsSpan(0, instances.Count);
    }

    /// <summary>One of those not drawn yet: the shuffle of Fisher and Yates, as far as it is needed.</summary>
    private CheckServiceNode Draw(Span<CheckServiceNode> order, int position)
    {
        var drawn = random.Next(position, order.Length);
        (order[position], order[drawn]) = (order[drawn], order[position]);
        return order[position];
    }

    /// <summary>Different for different addresses: an IPv6 address that begins with zeros is no host's.</summary>
    private static UInt128 KeyOf(byte[] address) =>
        address.Length == 4
            ? BinaryPrimitives.ReadUInt32BigEndian(address)
            : BinaryPrimitives.ReadUInt128BigEndian(address);
}
