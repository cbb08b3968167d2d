using System.Net;
using System.Net.Sockets;
using Praetor.Dns.Messages;

namespace Praetor.Dns.Answers;

/// <summary>An address as it stands in the catalog: an IP, the name of a host, or neither.</summary>
internal sealed class CatalogAddress
{
    /// <summary>Reads an address.</summary>
    /// <param name="text">As registered.</param>
    public CatalogAddress(string text)
    {
        Text = text;
        if (IPAddress.TryParse(text, out var ip))
        {
            ip = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
            Data = ip.GetAddressBytes();
            Type = ip.AddressFamily == AddressFamily.InterNetwork ? RecordType.A : RecordType.Aaaa;
        }
        else if (text.Length > 0)
        {
            HostName = DnsName.FromText(text);
        }
    }

    /// <summary>As registered.</summary>
    public string Text { get; }

    /// <summary>The bytes of the IP; null if it is none.</summary>
    public byte[]? Data { get; }

    /// <summary>The record an IP goes into.</summary>
    public RecordType Type { get; }

    /// <summary>The host's name on the wire; null if it is none.</summary>
    public byte[]? HostName { get; }
}

/// <summary>The addresses of a node or an instance, of which the question's type chooses one.</summary>
/// <param name="Default">What is registered.</param>
/// <param name="V4">What is given for A; another where one is tagged for it.</param>
/// <param name="V6">What is given for AAAA.</param>
internal sealed record Addresses(CatalogAddress Default, CatalogAddress V4, CatalogAddress V6)
{
    /// <summary>Reads what is registered: a tagged address goes before the default one.</summary>
    public static Addresses Of(string address, string? tagged4, string? tagged6)
    {
        var standard = new CatalogAddress(address);
        return new Addresses(
            standard,
            string.IsNullOrEmpty(tagged4) ? standard : new CatalogAddress(tagged4),
            string.IsNullOrEmpty(tagged6) ? standard : new CatalogAddress(tagged6)
        );
    }

    /// <summary>The one for a question.</summary>
    public CatalogAddress For(RecordType type) =>
        type switch
        {
            RecordType.A => V4,
            RecordType.Aaaa => V6,
            _ => Default,
        };
}
