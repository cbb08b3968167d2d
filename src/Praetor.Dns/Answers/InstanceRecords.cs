using System.Buffers.Binary;
using Praetor.Dns.Messages;
using Praetor.Dns.Questions;
using Praetor.Model.Catalog;

namespace Praetor.Dns.Answers;

/// <summary>What an instance of a service contributes to the answers of a zone, encoded.</summary>
internal sealed class InstanceRecords
{
    private const ushort Priority = 1;

    public InstanceRecords(Zone zone, CheckServiceNode instance)
    {
        var node = instance.Node ?? new Node();
        var service = instance.Service ?? new NodeService();
        Node = zone.RecordsOf(node);
        var tagged4 = service.TaggedAddresses?.GetValueOrDefault("lan_ipv4")?.Address;
        var tagged6 = service.TaggedAddresses?.GetValueOrDefault("lan_ipv6")?.Address;
        OwnAddresses =
            service.Address.Length > 0 || !string.IsNullOrEmpty(tagged4) || !string.IsNullOrEmpty(tagged6)
                ? Addresses.Of(service.Address, tagged4, tagged6)
                : null;

        SrvAddress = service.Address.Length > 0 ? new CatalogAddress(service.Address) : Node.Addresses.Default;
        SrvHead = new byte[6];
        BinaryPrimitives.WriteUInt16BigEndian(SrvHead, Priority);
        BinaryPrimitives.WriteUInt16BigEndian(SrvHead.AsSpan(2), WeightOf(service.Weights, instance.Checks));
        BinaryPrimitives.WriteUInt16BigEndian(SrvHead.AsSpan(4), (ushort)Math.Clamp(service.Port, 0, ushort.MaxValue));
        Target = SrvAddress.HostName ?? (service.Address.Length == 0 ? Node.Name : AddressName(zone, node));
        Identity = $"{node.Name}:{SrvAddress.Text}:{service.Port}";
    }

    /// <summary>The node it runs on.</summary>
    public NodeRecords Node { get; }

    /// <summary>Priority, weight and port.</summary>
    public byte[] SrvHead { get; }

    /// <summary>Whom its SRV record names; null where that is no name.</summary>
    public byte[]? Target { get; }

    /// <summary>Where <see cref="Target"/> is.</summary>
    public CatalogAddress SrvAddress { get; }

    /// <summary>Instances that are the same in this are one in an answer.</summary>
    public string Identity { get; }

    private Addresses? OwnAddresses { get; }

    /// <summary>Where it is reached, for a question of a type: its own address, or else its node's.</summary>
    public CatalogAddress AddressFor(RecordType type) =>
        OwnAddresses?.For(type) is { Text.Length: > 0 } own ? own : Node.Addresses.For(type);

    private byte[]? AddressName(Zone zone, Node node) =>
        SrvAddress.Data is { } data
            ? DnsName.FromText(
                node.PeerName.Length > 0
                    ? $"{Convert.ToHexStringLower(data)}.addr.{zone.Text}"
                    : $"{Convert.ToHexStringLower(data)}.addr.{node.Datacenter}.{zone.Text}"
            )
            : null;

    /// <summary>The weight for the worst of its checks.</summary>
    private static ushort WeightOf(Weights? weights, IReadOnlyList<HealthCheck>? checks)
    {
        var weight = weights?.Passing ?? 1;
        foreach (var check in checks ?? [])
        {
            switch (check.Status)
            {
                case HealthStatus.Passing:
                    break;
                case HealthStatus.Warning:
                    weight = weights?.Warning ?? 1;
                    break;
                default:
                    return 0;
            }
        }

        return (ushort)Math.Clamp(weight, 0, ushort.MaxValue);
    }
}
