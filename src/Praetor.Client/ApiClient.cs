using Praetor.Client.Agents;
using Praetor.Client.Asking;
using Praetor.Client.Catalog;
using Praetor.Client.Coordinates;
using Praetor.Client.Events;
using Praetor.Client.Health;
using Praetor.Client.Kv;
using Praetor.Client.Operators;
using Praetor.Client.Sessions;
using Praetor.Client.Status;

namespace Praetor.Client;

/// <summary>
/// Asks one agent by HTTP. For the command line and for tests; any number of calls may be on their way at once. Every
/// call throws <see cref="ApiException"/> when the agent cannot be asked or refuses.
/// </summary>
public sealed class ApiClient : IDisposable
{
    private readonly ApiTransport _transport;

    /// <summary>A client of the agent that the settings name. Nothing is sent yet.</summary>
    /// <param name="handler">Stands in for the network in tests; null for the network.</param>
    /// <exception cref="ApiException">The settings name a scheme or a file that is not there.</exception>
    public ApiClient(ClientSettings settings, HttpMessageHandler? handler = null)
    {
        _transport = new ApiTransport(settings, handler);
        Kv = new KvApi(_transport);
        Catalog = new CatalogApi(_transport);
        Agent = new AgentApi(_transport);
        Sessions = new SessionApi(_transport);
        Health = new HealthApi(_transport);
        Status = new StatusApi(_transport);
        Events = new EventApi(_transport);
        Coordinates = new CoordinateApi(_transport);
        Keyring = new KeyringApi(_transport);
    }

    /// <summary>Keys and values.</summary>
    public KvApi Kv { get; }

    /// <summary>What the cluster knows of nodes and services.</summary>
    public CatalogApi Catalog { get; }

    /// <summary>The agent itself, its services and its members.</summary>
    public AgentApi Agent { get; }

    /// <summary>Sessions.</summary>
    public SessionApi Sessions { get; }

    /// <summary>Services with the state of their checks.</summary>
    public HealthApi Health { get; }

    /// <summary>Who leads.</summary>
    public StatusApi Status { get; }

    /// <summary>Events that go to all agents.</summary>
    public EventApi Events { get; }

    /// <summary>Where nodes are in the space of round-trip times.</summary>
    public CoordinateApi Coordinates { get; }

    /// <summary>The keys of encrypted gossip.</summary>
    public KeyringApi Keyring { get; }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();
}
