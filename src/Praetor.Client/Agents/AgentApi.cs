using System.Text.Json;
using Praetor.Client.Asking;
using Praetor.Model.Catalog;
using Praetor.Model.Json;
using Praetor.Model.Services;

namespace Praetor.Client.Agents;

/// <summary>The agent itself, its services and its members: <c>/v1/agent</c>.</summary>
public sealed class AgentApi
{
    private readonly ApiTransport _transport;

    internal AgentApi(ApiTransport transport) => _transport = transport;

    /// <summary>What the agent says about itself.</summary>
    public async Task<AgentSelf> SelfAsync(CancellationToken cancellationToken) =>
        (await _transport.SendAsync(ApiRequest.Get("/v1/agent/self"), cancellationToken)).Record<AgentSelf>().Value;

    /// <summary>The members that the agent knows.</summary>
    /// <param name="segment">The network segment; <c>_all</c> for all of them.</param>
    /// <param name="ofWan">Whether the servers of all datacenters are meant.</param>
    /// <param name="filter">The filter expression; empty for all.</param>
    public async Task<IReadOnlyList<AgentMember>> MembersAsync(
        string segment,
        bool ofWan,
        string filter,
        CancellationToken cancellationToken
    )
    {
        var request = ApiRequest
            .Get("/v1/agent/members")
            .WithAny("segment", segment)
            .WithIf(ofWan, "wan", "1")
            .WithAny("filter", filter);
        return (await _transport.SendAsync(request, cancellationToken)).List<AgentMember>().Value;
    }

    /// <summary>The services registered with this agent, by ID.</summary>
    public Task<IReadOnlyDictionary<string, AgentService>> ServicesAsync(CancellationToken cancellationToken) =>
        MapAsync("/v1/agent/services", AgentService.ReadJson, cancellationToken);

    /// <summary>The checks registered with this agent, by ID.</summary>
    public Task<IReadOnlyDictionary<string, HealthCheck>> ChecksAsync(CancellationToken cancellationToken) =>
        MapAsync("/v1/agent/checks", HealthCheck.ReadJson, cancellationToken);

    /// <summary>Registers a service, or replaces it.</summary>
    /// <param name="definition">The JSON of its definition.</param>
    public Task RegisterServiceAsync(byte[] definition, CancellationToken cancellationToken) =>
        ChangeAsync(ApiRequest.Put("/v1/agent/service/register", definition), cancellationToken);

    /// <summary>Removes a service.</summary>
    public Task DeregisterServiceAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(ApiRequest.Put("/v1/agent/service/deregister/" + GoUrl.Segment(id)), cancellationToken);

    /// <summary>Takes the node out of discovery, or puts it back.</summary>
    public Task SetNodeMaintenanceAsync(bool enable, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(Maintenance("/v1/agent/maintenance", enable, reason), cancellationToken);

    /// <summary>Takes one service out of discovery, or puts it back.</summary>
    public Task SetServiceMaintenanceAsync(string id, bool enable, string reason, CancellationToken cancellationToken)
    {
        var path = "/v1/agent/service/maintenance/" + GoUrl.Segment(id);
        return ChangeAsync(Maintenance(path, enable, reason), cancellationToken);
    }

    /// <summary>Has the agent read its configuration again.</summary>
    public Task ReloadAsync(CancellationToken cancellationToken) =>
        ChangeAsync(ApiRequest.Put("/v1/agent/reload"), cancellationToken);

    /// <summary>Has the agent leave the cluster and end.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) =>
        ChangeAsync(ApiRequest.Put("/v1/agent/leave"), cancellationToken);

    /// <summary>Has the agent join the cluster of the agent at that address.</summary>
    /// <param name="ofWan">Whether the pool of all datacenters' servers is meant.</param>
    public Task JoinAsync(string address, bool ofWan, CancellationToken cancellationToken) =>
        ChangeAsync(
            ApiRequest.Put("/v1/agent/join/" + GoUrl.Segment(address)).WithIf(ofWan, "wan", "1"),
            cancellationToken
        );

    /// <summary>Has a failed member count as left.</summary>
    /// <param name="forgets">Whether it is forgotten altogether.</param>
    /// <param name="ofWan">Whether a member of the pool of all datacenters' servers is meant.</param>
    public Task ForceLeaveAsync(string node, bool forgets, bool ofWan, CancellationToken cancellationToken) =>
        ChangeAsync(
            ApiRequest
                .Put("/v1/agent/force-leave/" + GoUrl.Segment(node))
                .WithIf(forgets, "prune", "1")
                .WithIf(ofWan, "wan", "1"),
            cancellationToken
        );

    private static ApiRequest Maintenance(string path, bool enable, string reason) =>
        ApiRequest.Put(path).With("enable", enable ? "true" : "false").WithIf(enable, "reason", reason);

    private async Task ChangeAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(request, cancellationToken)).RequireOk();

    private async Task<IReadOnlyDictionary<string, T>> MapAsync<T>(
        string path,
        JsonReadValue<T> read,
        CancellationToken cancellationToken
    )
    {
        var answer = await _transport.SendAsync(ApiRequest.Get(path), cancellationToken);
        return answer
            .Read(body =>
                GoJson.DecodeWith(
                    body,
                    (ref Utf8JsonReader reader) => JsonRead.Map(ref reader, "map[string]object", read)
                ) ?? new SortedList<string, T>()
            )
            .Value;
    }
}
