using System.Globalization;
using System.Net;
using Praetor.Dns.Messages;
using Praetor.Model.Rpc;

namespace Praetor.Dns.Questions;

/// <summary>
/// The grammar of names below a zone: <c>[tag.]service.service[.dc]</c> and so on. The right-most label that is a kind
/// splits the name: on its left is what is asked for, on its right is where.
/// </summary>
internal sealed class NameGrammar(DnsSettings settings)
{
    // Values of ServiceSpecificRequest.HealthFilterType.
    private const int OnlyPassing = 1;
    private const int NotCritical = 2;

    private static readonly List<string> Kinds = ["service", "connect", "virtual", "ingress", "node", "query", "addr"];

    /// <summary>The servers of the zone, in its own datacenter.</summary>
    public Lookup.NameServers Servers { get; } =
        new(ServiceRequest(settings, "consul", "", new Place(settings.Datacenter, "")));

    /// <summary>What the labels in front of a zone stand for.</summary>
    /// <param name="labels">In lower case.</param>
    /// <param name="type">What is asked for; a name may stand for something for one type only.</param>
    public Lookup Read(List<string> labels, RecordType type)
    {
        var kindAt = labels.FindLastIndex(Kinds.Contains);
        if (kindAt >= 0)
        {
            return Read(labels[kindAt], labels[..kindAt], labels[(kindAt + 1)..]);
        }

        // RFC 2782 names need no kind where the type says it.
        var protocolAt = type == RecordType.Srv ? labels.FindLastIndex(label => label.StartsWith('_')) : -1;
        return protocolAt < 0
            ? Lookup.Nothing.Instance
            : Read("service", labels[..(protocolAt + 1)], labels[(protocolAt + 1)..]);
    }

    private Lookup Read(string kind, List<string> parts, List<string> suffix)
    {
        if (parts.Count == 0 || ReadPlace(suffix) is not { } place)
        {
            return Lookup.Nothing.Instance;
        }

        return kind switch
        {
            "service" => ReadService(parts, place),
            "connect" => new Lookup.Service(ServiceRequest(settings, parts[^1], "", place) with { Connect = true }),
            "ingress" => new Lookup.Service(ServiceRequest(settings, parts[^1], "", place) with { Ingress = true }),
            "node" => new Lookup.Node(
                new NodeSpecificRequest
                {
                    Token = settings.Token,
                    AllowStale = settings.AllowStale,
                    Node = string.Join('.', parts),
                    Datacenter = place.Datacenter,
                    PeerName = place.Peer,
                }
            ),
            "addr" => parts is [var digits] ? ReadAddress(digits) : Lookup.Nothing.Instance,
            // Nobody has a virtual address or a prepared query yet.
            _ => Lookup.Nothing.Instance,
        };
    }

    /// <summary>Where: nothing is here, one label is a datacenter, two say which they are. Null is no place.</summary>
    private Place? ReadPlace(List<string> suffix) =>
        suffix switch
        {
            [] => new Place(settings.Datacenter, ""),
            [var datacenter] => new Place(datacenter, ""),
            [var datacenter, "dc"] => new Place(datacenter, ""),
            [var peer, "peer"] => new Place(settings.Datacenter, peer),
            _ => null,
        };

    private Lookup.Service ReadService(List<string> parts, Place place)
    {
        // RFC 2782: _service._protocol, where a protocol other than tcp is taken for a tag.
        if (parts is [['_', .. var service], ['_', .. var protocol]])
        {
            return new Lookup.Service(ServiceRequest(settings, service, protocol == "tcp" ? "" : protocol, place));
        }

        return new Lookup.Service(ServiceRequest(settings, parts[^1], string.Join('.', parts[..^1]), place));
    }

    private static Lookup.Address ReadAddress(string digits)
    {
        // 32 bits or 128.
        if (digits.Length is not (8 or 32))
        {
            return new Lookup.Address(null);
        }

        Span<byte> bytes = stackalloc byte[digits.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (
                !byte.TryParse(
                    digits.AsSpan(2 * i, 2),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out bytes[i]
                )
            )
            {
                return new Lookup.Address(null);
            }
        }

        return new Lookup.Address(new IPAddress(bytes));
    }

    private static ServiceSpecificRequest ServiceRequest(
        DnsSettings settings,
        string service,
        string tag,
        Place place
    ) =>
        new()
        {
            Token = settings.Token,
            AllowStale = settings.AllowStale,
            Datacenter = place.Datacenter,
            PeerName = place.Peer,
            ServiceName = service,
            TagFilter = tag.Length > 0,
            ServiceTags = tag.Length > 0 ? [tag] : null,
            HealthFilterType = settings.OnlyPassing ? OnlyPassing : NotCritical,
        };

    private readonly record struct Place(string Datacenter, string Peer);
}
