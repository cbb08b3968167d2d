using Microsoft.Extensions.Logging;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Pools;
using Xunit;

namespace Praetor.Gossip.Tests.Pool;

/// <summary>A change of keys is acknowledged when it is kept, and not before.</summary>
public sealed class PoolKeysTests
{
    private static readonly byte[] Old = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] New = [.. Enumerable.Repeat((byte)2, 32)];
    private readonly PoolWorld _world = new();
    private readonly Dictionary<string, IReadOnlyList<byte[]>> _kept = [];
    private readonly HashSet<string> _broken = [];

    [Fact]
    public void Keys_are_rotated_while_the_pool_runs_and_every_member_has_kept_them() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(3, Encrypted);
            Assert.True(members[0].Pool.View.Numbers.IsEncrypted);
            await DoneAsync(members[0], KeyOperation.Install, New);
            Assert.All(members, member => Assert.Equal([Old, New], _kept[member.Name]));
            await DoneAsync(members[1], KeyOperation.Use, New);
            Assert.All(members, member => Assert.Equal([New, Old], _kept[member.Name]));
            await DoneAsync(members[2], KeyOperation.Remove, Old);
            Assert.All(members, member => Assert.Equal([New], _kept[member.Name]));

            var listed = await members[0].Pool.ChangeKeysAsync(KeyOperation.List, [], 0, CancellationToken.None);
            Assert.Null(listed.Error);
            Assert.Equal([KeyValuePair.Create(Convert.ToBase64String(New), 3)], listed.Keys);
            Assert.Equal([KeyValuePair.Create(Convert.ToBase64String(New), 3)], listed.PrimaryKeys);
            await world.PassAsync(TimeSpan.FromMinutes(1));
            Assert.All(members, static member => Assert.Equal(3, member.Alive));
        });

    [Fact]
    public void An_operation_on_keys_ends_with_the_last_answer_and_not_with_its_time() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(2, Encrypted);
            var began = world.World.Now;
            await DoneAsync(members[0], KeyOperation.Install, New);
            Assert.InRange(world.World.Now - began, TimeSpan.Zero, TimeSpan.FromMilliseconds(400));
        });

    [Fact]
    public void A_member_whose_disk_fails_says_so_at_once_to_who_asked_and_to_its_operator() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(2, Encrypted);
            _broken.Add("node-2");
            var result = await members[0].Pool.ChangeKeysAsync(KeyOperation.Install, New, 0, CancellationToken.None);
            Assert.Equal("1/2 nodes reported failure", result.Error);
            Assert.Equal("the disk is full", result.Messages["node-2"]);
            Assert.Equal([Old, New], _kept["node-1"]);
            Assert.False(_kept.ContainsKey("node-2"));
            var line = Assert.Single(members[1].Logs.Lines, static line => line.Level == LogLevel.Error);
            Assert.Contains("the disk is full", line.Text, StringComparison.Ordinal);

            // It is in the pool all the same, and keeps what comes when the disk is mended.
            _broken.Clear();
            await DoneAsync(members[0], KeyOperation.Install, New);
            Assert.Equal([Old, New], _kept["node-2"]);
        });

    [Fact]
    public void What_members_refuse_is_told_by_name() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(2, Encrypted);
            var removed = await members[0].Pool.ChangeKeysAsync(KeyOperation.Remove, Old, 0, CancellationToken.None);
            Assert.Equal("2/2 nodes reported failure", removed.Error);
            Assert.Equal("Removing the primary key is not allowed", removed.Messages["node-1"]);
            Assert.Equal("Removing the primary key is not allowed", removed.Messages["node-2"]);
            Assert.Empty(_kept);
        });

    [Fact]
    public void A_pool_without_encryption_has_no_keys_to_change() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(2);
            var listed = await members[0].Pool.ChangeKeysAsync(KeyOperation.List, [], 0, CancellationToken.None);
            Assert.Equal("2/2 nodes reported failure", listed.Error);
        });

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void A_running_pool_is_encrypted_step_by_step(int step, int next) =>
        _world.Run(async world =>
        {
            var before = world.Start(1, options => options with { Layers = Step(step) });
            var after = world.Start(2, options => options with { Layers = Step(next) });
            await after.JoinAsync(before);
            await world.PassAsync(TimeSpan.FromMinutes(1));
            Assert.Equal((2, 2), (before.Alive, after.Alive));
            Assert.Equal(next >= 2, after.Pool.View.Numbers.IsEncrypted);
        });

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    public void A_step_left_out_parts_the_pool_and_says_why(int one, int other) =>
        _world.Run(async world =>
        {
            var first = world.Start(1, options => options with { Layers = Step(one) });
            var second = world.Start(2, options => options with { Layers = Step(other) });
            var joined = await second.Pool.JoinAsync([$"{first.Address}"], false, CancellationToken.None);
            Assert.Contains("ncrypt", Assert.Single(joined.Errors), StringComparison.Ordinal);
        });

    /// <summary>0: no key. 1: with a key, and nothing else. 2: what is sent is sealed. 3: what is not sealed is refused.</summary>
    private static LayerOptions Step(int step) =>
        new()
        {
            Keyring = step == 0 ? null : Keyring.Create(Old, []).Ring,
            VerifiesOutgoing = step >= 2,
            VerifiesIncoming = step >= 3,
        };

    private static async Task DoneAsync(PoolMember by, KeyOperation operation, byte[] key)
    {
        var result = await by.Pool.ChangeKeysAsync(operation, key, 0, CancellationToken.None);
        Assert.Null(result.Error);
        Assert.Empty(result.Messages);
    }

    private PoolOptions Encrypted(PoolOptions options) =>
        options with
        {
            Layers = new LayerOptions { Keyring = Keyring.Create(Old, []).Ring },
            KeepKeys = keys => KeepAsync(options.Member.Name, keys),
        };

    private ValueTask KeepAsync(string name, IReadOnlyList<byte[]> keys)
    {
        if (_broken.Contains(name))
        {
            throw new StorageException("the disk is full");
        }

        _kept[name] = keys;
        return ValueTask.CompletedTask;
    }
}
