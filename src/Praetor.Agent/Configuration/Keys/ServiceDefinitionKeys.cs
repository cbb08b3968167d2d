using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys of a service in a file.</summary>
internal static class ServiceDefinitionKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> Kind = Keys.Text(
            "kind",
            "",
            "What it is to the mesh; nothing for an ordinary service."
        )
        .HasEffect();

    public static readonly ConfigKey<string> Id = Keys.Text("id", "", "Unique on its node; the name when absent.")
        .HasEffect();

    public static readonly ConfigKey<string> Name = Keys.Text("name", "", "The name of the service.").HasEffect();

    public static readonly ConfigKey<IReadOnlyList<string>> Tags = Keys.List(
            "tags",
            "Words that queries can select by."
        )
        .HasEffect();

    public static readonly ConfigKey<string> Address = Keys.Text(
            "address",
            "",
            "Its address; that of the node when absent."
        )
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyDictionary<string, RawConfig>> TaggedAddresses = Keys.RecordMap(
            "tagged_addresses",
            () => ServiceAddressKeys.Schema,
            "Further addresses by name, each with address and port."
        )
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyDictionary<string, string>> Meta = Keys.Map(
            "meta",
            "Pairs that queries can select by."
        )
        .HasEffect();

    public static readonly ConfigKey<int> Port = Keys.Integer("port", 0, "Its port; 0 for none.").HasEffect();

    public static readonly ConfigKey<string> SocketPath = Keys.Text(
            "socket_path",
            "",
            "A unix socket instead of a port."
        )
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<RawConfig>> Checks = Keys.Records(
            "checks",
            () => CheckDefinitionKeys.Schema,
            "Checks of it."
        )
        .Alias("check")
        .HasEffect();

    public static readonly ConfigKey<string> Token = Keys.Text("token", "", "The secret with which it is registered.")
        .Secret()
        .HasEffect();

    public static readonly ConfigKey<int> WeightPassing = Keys.Integer(
            "weights.passing",
            1,
            "How often DNS names it while all checks pass."
        )
        .HasEffect();

    public static readonly ConfigKey<int> WeightWarning = Keys.Integer(
            "weights.warning",
            1,
            "How often DNS names it while a check warns."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> EnableTagOverride = Keys.Bool(
            "enable_tag_override",
            false,
            "Let the tags in the catalog win over these."
        )
        .HasEffect();

    public static readonly ConfigKey<RawConfig> Proxy = Keys.Record(
            "proxy",
            () => ProxyKeys.Schema,
            "What it is a proxy for, and how."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> Native = Keys.Bool(
            "connect.native",
            false,
            "Whether it speaks the TLS of the mesh itself."
        )
        .HasEffect();

    public static readonly ConfigKey<RawConfig> Sidecar = Keys.Record(
            "connect.sidecar_service",
            Self,
            "The proxy to register along with it."
        )
        .HasEffect();

    public static readonly ConfigKey<string> Region = Keys.Text("locality.region", "", "Region it runs in.")
        .HasEffect();

    public static readonly ConfigKey<string> Zone = Keys.Text("locality.zone", "", "Zone of the region it runs in.")
        .HasEffect();

    /// <summary>The object that these keys make up.</summary>
    public static ConfigSchema Schema { get; } = new(joinedNames: true, Keys);

    private static ConfigSchema Self() => Schema;
}
