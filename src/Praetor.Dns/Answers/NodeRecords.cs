using System.Text;
using Praetor.Dns.Messages;
using Praetor.Dns.Questions;
using Praetor.Model.Catalog;

namespace Praetor.Dns.Answers;

/// <summary>What a node contributes to the answers of a zone, encoded.</summary>
internal sealed class NodeRecords
{
    // A character string of a TXT record has one byte for its length (RFC 1035 section 3.3.14).
    private const int TextLengthMax = 255;
    private const string PlainPrefix = "rfc1035-";

    public NodeRecords(Zone zone, Node node)
    {
        var place = node.PeerName.Length > 0 ? $"{node.PeerName}.peer" : node.Datacenter;
        Name = DnsName.FromText($"{node.Name}.node.{place}.{zone.Text}");
        Addresses = Addresses.Of(
            node.Address,
            node.TaggedAddresses?.GetValueOrDefault("lan_ipv4"),
            node.TaggedAddresses?.GetValueOrDefault("lan_ipv6")
        );
        Texts = [.. (node.Meta ?? new SortedList<string, string>()).Select(pair => Encode(pair.Key, pair.Value))];
    }

    /// <summary>Its full name on the wire; null where its name fits into no DNS name.</summary>
    public byte[]? Name { get; }

    /// <summary>Where it is.</summary>
    public Addresses Addresses { get; }

    /// <summary>Its meta data, each as the data of a TXT record.</summary>
    public IReadOnlyList<byte[]> Texts { get; }

    /// <summary>As RFC 1464 writes attributes, except keys that say they do not want it.</summary>
    private static byte[] Encode(string key, string value)
    {
        var text = key.StartsWith(PlainPrefix, StringComparison.OrdinalIgnoreCase) ? value : $"{Escape(key)}={value}";
        var bytes = Encoding.UTF8.GetBytes(text);
        var data = new List<byte>(bytes.Length + 1);
        var position = 0;
        do
        {
            var length = Math.Min(TextLengthMax, bytes.Length - position);
            data.Add((byte)length);
            data.AddRange(bytes.AsSpan(position, length));
            position += length;
        } while (position < bytes.Length);

        return [.. data];
    }

    private static string Escape(string key)
    {
        var escaped = new StringBuilder();
        var inner = key.Trim(' ');
        var leading = key.Length - key.TrimStart(' ').Length;
        escaped.Insert(0, "` ", leading);
        escaped.Append(inner.Replace("`", "``", StringComparison.Ordinal).Replace("=", "`=", StringComparison.Ordinal));
        return escaped.Insert(escaped.Length, "` ", key.Length - leading - inner.Length).ToString();
    }
}
