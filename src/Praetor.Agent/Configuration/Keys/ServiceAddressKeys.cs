using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys of one of the further addresses of a service in a file.</summary>
internal static class ServiceAddressKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> Address = Keys.Text("address", "", "The address.").HasEffect();

    public static readonly ConfigKey<int> Port = Keys.Integer("port", 0, "The port.").HasEffect();

    /// <summary>The object that these keys make up.</summary>
    public static ConfigSchema Schema { get; } = new(joinedNames: true, Keys);
}
