using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys of an exposed path in a file.</summary>
internal static class ExposePathKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<int> ListenerPort = Keys.Integer(
            "listener_port",
            0,
            "Where the proxy listens for it."
        )
        .HasEffect();

    public static readonly ConfigKey<string> Path = Keys.Text("path", "", "The path.").HasEffect();

    public static readonly ConfigKey<int> LocalPathPort = Keys.Integer(
            "local_path_port",
            0,
            "Where the service serves it."
        )
        .HasEffect();

    public static readonly ConfigKey<string> Protocol = Keys.Text("protocol", "", "http or http2.").HasEffect();

    /// <summary>The object that these keys make up.</summary>
    public static ConfigSchema Schema { get; } = new(joinedNames: true, Keys);
}
