using Praetor.Dns.Messages;

namespace Praetor.Dns.Questions;

/// <summary>All the zones an agent answers for, and what a name in them stands for.</summary>
internal sealed class Zones
{
    private static readonly byte[] Arpa = [4, .. "arpa"u8, 0];

    private readonly Zone _main;
    private readonly Zone? _alternative;
    private readonly NameGrammar _grammar;
    private readonly ServiceTtls _ttls;

    public Zones(DnsSettings settings)
    {
        Settings = settings;
        _main = new Zone(settings.Domain);
        _alternative = settings.AltDomain.Trim('.').Length > 0 ? new Zone(settings.AltDomain) : null;
        _grammar = new NameGrammar(settings);
        _ttls = new ServiceTtls(settings.ServiceTtl);
    }

    /// <summary>How they are answered for.</summary>
    public DnsSettings Settings { get; }

    /// <summary>What is asked; null if the name is in none of the zones.</summary>
    /// <param name="name">In lower case, in its form on the wire.</param>
    /// <param name="type">What is asked for.</param>
    public Question? Read(ReadOnlySpan<byte> name, RecordType type)
    {
        if (DnsName.IndexOfZone(name, Arpa) is var arpaAt and >= 0)
        {
            var reversed = DnsName.Labels(name[..arpaAt]);
            return new Question(
                _main,
                _main,
                new Lookup.Reverse(reversed is null ? null : ReverseName.Read(reversed)),
                0
            );
        }

        if (ZoneOf(name) is not { } zone)
        {
            return null;
        }

        var front = name[..DnsName.IndexOfZone(name, zone.LowerName)];
        // The other zone's own name is not below it, and gets the SOA of the first.
        var authority = front.Length == 0 ? _main : zone;
        var lookup = ReadBelow(front, type);
        return new Question(
            zone,
            authority,
            lookup,
            lookup is Lookup.Service service ? _ttls.Of(service.Request.ServiceName) : 0
        );
    }

    private Lookup ReadBelow(ReadOnlySpan<byte> front, RecordType type) =>
        type switch
        {
            RecordType.Soa or RecordType.NS => _grammar.Servers,
            RecordType.Axfr => Lookup.Transfer.Instance,
            _ => DnsName.Labels(front) is { } labels ? _grammar.Read(labels, type) : Lookup.Nothing.Instance,
        };

    /// <summary>The zone with the longest name that the name is in.</summary>
    private Zone? ZoneOf(ReadOnlySpan<byte> name)
    {
        var isMain = DnsName.IndexOfZone(name, _main.LowerName) >= 0;
        if (_alternative is not { } other || DnsName.IndexOfZone(name, other.LowerName) < 0)
        {
            return isMain ? _main : null;
        }

        return isMain && _main.LowerName.Length > other.LowerName.Length ? _main : other;
    }
}
