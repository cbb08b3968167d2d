using Praetor.Dns.Messages;
using Praetor.Dns.Questions;
using Praetor.Model.Catalog;

namespace Praetor.Dns.Answers;

/// <summary>Plans the answer about a node: its address and its meta data.</summary>
internal static class NodeAnswers
{
    public static void Add(AnswerPlan plan, Question question, RecordType type, Node node, DnsSettings settings)
    {
        var records = question.Zone.RecordsOf(node);
        if (type is RecordType.A or RecordType.Aaaa or RecordType.Any)
        {
            AddAddress(plan, type, records.Addresses.For(type), settings.NodeTtl);
        }

        foreach (var text in records.Texts)
        {
            var record = new Record(RecordType.Txt, settings.NodeTtl, null, text);
            if (type is RecordType.Txt or RecordType.Any)
            {
                plan.Add(record);
            }
            else if (settings.NodeMetaTxt && type is (RecordType.A or RecordType.Aaaa))
            {
                plan.AddFreeExtra(record);
            }
        }
    }

    private static void AddAddress(AnswerPlan plan, RecordType type, CatalogAddress address, uint ttl)
    {
        if (address.Data is { } data)
        {
            if (ServiceAnswers.IsAddressFor(type, address.Type))
            {
                plan.Add(new Record(address.Type, ttl, null, data));
            }
        }
        else if (address.HostName is { } host)
        {
            plan.Add(new Record(RecordType.Cname, ttl, null, Name: host));
        }
    }
}
