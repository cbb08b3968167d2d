using System.Net;
using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Network;

namespace Praetor.Agent.Configuration.Build;

/// <summary>Works out where listeners bind and which addresses the agent tells others.</summary>
internal sealed class AddressBuild(
    ConfigReader read,
    PortsConfig ports,
    INetworkFacts network,
    List<ConfigProblem> problems
)
{
    private const string UnixPrefix = "unix://";

    public AddressesConfig Build()
    {
        var bind = Single(AddressKeys.Bind) ?? IPAddress.Any;
        var client = Words(read.Get(AddressKeys.Client));
        if (client.Length == 0)
        {
            Refuse("client_addr cannot be empty", AddressKeys.Client);
        }

        var advertise = Advertised(bind);
        var advertiseWan =
            Optional(AddressKeys.AdvertiseWan)
            ?? Optional(advertise.IsIPv4() ? AddressKeys.AdvertiseWanIPv4 : AddressKeys.AdvertiseWanIPv6)
            ?? advertise;
        return new AddressesConfig
        {
            Bind = bind,
            Client = client,
            Dns = Listeners(AddressKeys.Dns, client, ports.Dns),
            Http = Listeners(AddressKeys.Http, client, ports.Http),
            Https = Listeners(AddressKeys.Https, client, ports.Https),
            Grpc = Listeners(AddressKeys.Grpc, client, ports.Grpc),
            GrpcTls = Listeners(AddressKeys.GrpcTls, client, ports.GrpcTls),
            Advertise = advertise,
            AdvertiseWan = advertiseWan,
            SerfLanBind = Optional(AddressKeys.SerfLan) ?? bind,
            SerfWanBind = Optional(AddressKeys.SerfWan) ?? bind,
            SerfLanAllowed = Networks(AddressKeys.SerfLanAllowed),
            SerfWanAllowed = Networks(AddressKeys.SerfWanAllowed),
            Tagged = Tagged(advertise, advertiseWan),
            TranslateWan = read.Get(AddressKeys.TranslateWan),
            AdvertiseReconnectTimeout = read.Get(AddressKeys.AdvertiseReconnectTimeout),
            UnixSocketUser = read.Get(AddressKeys.UnixSocketUser),
            UnixSocketGroup = read.Get(AddressKeys.UnixSocketGroup),
            UnixSocketMode = read.Get(AddressKeys.UnixSocketMode),
        };
    }

    private IPAddress? Single(ConfigKey<string> key)
    {
        var words = Words(read.Get(key));
        switch (words)
        {
            case []:
                Refuse($"{key.Path} cannot be empty", key);
                return null;
            case [var word] when IsSocket(word):
                Refuse($"{key.Path} cannot be a unix socket", key);
                return null;
            case [var word]:
                return Parse(key, word);
            default:
                Refuse($"{key.Path} cannot contain multiple addresses", key);
                return null;
        }
    }

    private IPAddress? Optional(ConfigKey<string> key) => Words(read.Get(key)).Length == 0 ? null : Single(key);

    /// <summary>
    /// What was configured; else the bind address; else, when that is an any-address, the one address that others are
    /// likely to reach: private for IPv4, public for IPv6, as Consul chooses.
    /// </summary>
    private IPAddress Advertised(IPAddress bind)
    {
        var configured =
            Optional(AddressKeys.Advertise)
            ?? Optional(bind.IsIPv4() ? AddressKeys.AdvertiseIPv4 : AddressKeys.AdvertiseIPv6);
        if (configured is not null || !bind.IsAny())
        {
            return configured ?? bind;
        }

        var wanted = bind.IsIPv4() ? "private IPv4" : "public IPv6";
        List<IPAddress> usable =
        [
            .. network
                .Addresses()
                .Where(address => address.IsUp && !address.IsLoopback)
                .Select(address => address.Address)
                .Where(address => bind.IsIPv4() ? address.IsIPv4() : address.IsPublicIPv6())
                .Distinct(),
        ];
        // A machine with nothing but public IPv4 addresses can still be reached by the one it has.
        var found = usable.Exists(AddressText.IsPrivate) ? usable.FindAll(AddressText.IsPrivate) : usable;
        if (found.Count == 1)
        {
            return found[0];
        }

        Refuse(
            found.Count == 0
                ? $"Error detecting {wanted} address: No {wanted} address found"
                : $"Multiple {wanted} addresses found. Please configure one with 'bind' and/or 'advertise'.",
            AddressKeys.Advertise
        );
        return IPAddress.Loopback;
    }

    private List<ListenAddress> Listeners(ConfigKey<string> key, string[] client, int port)
    {
        // A port that is none is refused with the other ports.
        if (port is <= 0 or > IPEndPoint.MaxPort)
        {
            return [];
        }

        var own = Words(read.Get(key));
        var listeners = new List<ListenAddress>();
        foreach (var word in own.Length > 0 ? own : client)
        {
            if (IsSocket(word))
            {
                listeners.Add(
                    ListenAddress.OnSocket(
                        word.StartsWith(UnixPrefix, StringComparison.Ordinal) ? word[UnixPrefix.Length..] : word
                    )
                );
            }
            else if (Parse(own.Length > 0 ? key : AddressKeys.Client, word) is { } address)
            {
                listeners.Add(ListenAddress.On(address, port));
            }
        }

        return listeners;
    }

    private List<IPNetwork> Networks(ConfigKey<IReadOnlyList<string>> key)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in read.Get(key))
        {
            if (AddressText.TryParseNetwork(text, out var parsed))
            {
                networks.Add(parsed);
            }
            else
            {
                Refuse($"{key.Path}: invalid CIDR address: {text}", key);
            }
        }

        return networks;
    }

    private SortedList<string, string> Tagged(IPAddress advertise, IPAddress advertiseWan)
    {
        var tagged = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var (name, address) in read.Get(AddressKeys.Tagged))
        {
            tagged[name] = address;
        }

        foreach (var (name, address) in new[] { ("lan", advertise), ("wan", advertiseWan) })
        {
            tagged[name] = address.ToString();
            tagged[name + (address.IsIPv4() ? "_ipv4" : "_ipv6")] = address.ToString();
        }

        return tagged;
    }

    private IPAddress? Parse(ConfigKey key, string word)
    {
        if (AddressText.TryParse(word, out var address))
        {
            return address;
        }

        Refuse($"{key.Path}: invalid ip address: {word}", key);
        return null;
    }

    private void Refuse(string text, ConfigKey key) => problems.Add(new ConfigProblem(text, key.Path));

    private static bool IsSocket(string word) =>
        word.StartsWith(UnixPrefix, StringComparison.Ordinal) || word.StartsWith('/');

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
