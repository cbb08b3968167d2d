using Praetor.Gossip.Encryption;
using Praetor.Gossip.Pool;
using Praetor.Model.Keyrings;
using Praetor.Model.Rpc;
using Praetor.Server.Tests.Running;
using Praetor.TestKit.Gossip;
using Xunit;

namespace Praetor.Server.Tests.Gossip;

/// <summary><c>Internal.KeyringOperation</c> on a whole server with keys.</summary>
public sealed class KeyringEndpointTests
{
    private const string First = "AQIDBAUGBwgJCgsMDQ4PEA==";
    private const string Second = "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=";

    [Fact]
    public async Task A_key_is_replaced_in_both_pools_step_by_step()
    {
        await using var server = await StartAsync();
        Assert.Equal(["WAN " + First, "dc1 (LAN) " + First], Shown(await AskAsync(server, "list")));

        await AskAsync(server, "install", Second);
        Assert.Equal([$"WAN {First} {Second}", $"dc1 (LAN) {First} {Second}"], Shown(await AskAsync(server, "list")));

        await AskAsync(server, "use", Second);
        await AskAsync(server, "remove", First);
        Assert.Equal(["WAN " + Second, "dc1 (LAN) " + Second], Shown(await AskAsync(server, "list")));
    }

    [Theory]
    [InlineData("remove", First, "1/1 nodes reported failure", "Removing the primary key is not allowed")]
    [InlineData("use", Second, "1/1 nodes reported failure", "Requested key is not in the keyring")]
    [InlineData("install", "c2hvcnQ=", "1/1 nodes reported failure", "key size must be 16, 24 or 32 bytes")]
    [InlineData("install", "not base64!", "illegal base64 data at input byte 3", null)]
    public async Task What_members_refuse_is_told_pool_by_pool(
        string operation,
        string key,
        string error,
        string? words
    )
    {
        await using var server = await StartAsync();
        var responses = await AskAsync(server, operation, key);

        Assert.Equal([true, false], responses.Select(static it => it.IsWan));
        Assert.All(responses, it => Assert.Equal(error, it.Error));
        Assert.All(responses, it => Assert.Equal(words, it.Messages?.Values.SingleOrDefault()));
    }

    [Fact]
    public async Task The_pool_between_datacenters_is_for_him_who_is_asked_first()
    {
        await using var server = await StartAsync();
        var forwarded = new KeyringRequest { Operation = "list", Forwarded = true };
        var local = new KeyringRequest { Operation = "list", LocalOnly = true };

        foreach (var request in (KeyringRequest[])[forwarded, local])
        {
            var reply = await server.CallAsync(ServerMethods.InternalKeyringOperation, request);
            Assert.False(Assert.Single(reply.Responses!).IsWan);
        }
    }

    [Theory]
    [InlineData("rotate", false, "unknown keyring operation: rotate")]
    [InlineData("install", true, "local-only can only be set for list requests")]
    public async Task What_makes_no_sense_is_refused(string operation, bool isLocal, string words)
    {
        await using var server = await StartAsync();
        var result = await server.TryAsync(
            ServerMethods.InternalKeyringOperation,
            new KeyringRequest
            {
                Operation = operation,
                Key = Second,
                LocalOnly = isLocal,
            }
        );

        Assert.Equal(words, result.Error?.Text);
        Assert.Equal(["WAN " + First, "dc1 (LAN) " + First], Shown(await AskAsync(server, "list")));
    }

    private static async Task<RunningServer> StartAsync() =>
        await RunningServer.StartAsync(PoolOf("alpha"), PoolOf("alpha.dc1"));

    private static GossipPool PoolOf(string name) =>
        LonePool.Of(
            name,
            RunningServer.Tags("dc1"),
            TimeProvider.System,
            Keyring.Create(Convert.FromBase64String(First), []).Ring
        );

    private static async Task<IReadOnlyList<KeyringResponse>> AskAsync(
        RunningServer server,
        string operation,
        string key = ""
    )
    {
        var request = new KeyringRequest { Operation = operation, Key = key };
        return (await server.CallAsync(ServerMethods.InternalKeyringOperation, request)).Responses!; // There always are.
    }

    private static IEnumerable<string> Shown(IReadOnlyList<KeyringResponse> responses) =>
        responses.Select(static it => $"{it.PoolName()} {string.Join(' ', it.Keys!.Keys)}");
}
