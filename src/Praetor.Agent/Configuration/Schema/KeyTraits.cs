namespace Praetor.Agent.Configuration.Schema;

/// <summary>Who a key is for.</summary>
internal enum ConfigSide
{
    /// <summary>Every agent.</summary>
    Both,

    /// <summary>Servers; clients ignore it.</summary>
    Server,

    /// <summary>Clients; most of these are refused on servers.</summary>
    Client,
}

/// <summary>Whether users may set a key, and what it does.</summary>
internal enum KeyStanding
{
    /// <summary>An ordinary key.</summary>
    Ordinary,

    /// <summary>Accepted with a warning: it belongs to Consul Enterprise.</summary>
    Enterprise,

    /// <summary>Accepted and always overridden, as Consul does.</summary>
    Internal,

    /// <summary>Accepted with a warning: another key takes the value.</summary>
    Deprecated,
}
