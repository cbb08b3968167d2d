using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;

namespace Praetor.Cli.Kv;

/// <summary>Removes a key, or all keys below a prefix: <c>kv delete</c>.</summary>
internal sealed class KvDeleteCommand : AgentAskingCommand
{
    private readonly GoFlag<bool> _recurse;
    private readonly GoFlag<bool> _cas;
    private readonly GoFlag<ulong> _modifyIndex;

    public KvDeleteCommand()
        : base(HttpFlagKinds.Server | HttpFlagKinds.Namespace | HttpFlagKinds.Partition)
    {
        _recurse = Flags.AddBool("recurse", false, "Removes all keys that begin with the given text.");
        _cas = Flags.AddBool("cas", false, "Removes the key only if -modify-index is still its own.");
        _modifyIndex = Flags.AddUnsigned("modify-index", 0, "The index for -cas.");
    }

    protected override string Usage => "consul kv delete [options] KEY_OR_PREFIX";

    protected override string Description =>
        """
            Removes a key, or with -recurse all keys that begin so. A key that is not there
            counts as removed.

                $ consul kv delete redis/config/connections
                $ consul kv delete -recurse redis/
            """;

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var key = KvText.WithoutSlash(arguments.Count == 0 ? "" : arguments[0]);
        if (FaultOf(key, arguments.Count) is { } fault)
        {
            return Task.FromResult(Fail(context, fault));
        }

        return _recurse.Value
            ? AskAsync(
                context,
                $"Error! Did not delete prefix {key}",
                async client =>
                {
                    await client.Kv.DeleteTreeAsync(key, cancellationToken);
                    return KvText.Succeed(context, $"Deleted keys with prefix: {key}");
                }
            )
            : AskAsync(
                context,
                $"Error! Did not delete key {key}",
                client => DeleteAsync(context, client, key, cancellationToken)
            );
    }

    /// <summary>What is wrong with the line; the order of the questions shows where several things are.</summary>
    private string? FaultOf(string key, int count) =>
        count > 1 ? $"Too many arguments (expected 1, got {count})"
        : key.Length == 0 && !_recurse.Value ? "Error! Missing KEY argument"
        : !_cas.Value && _modifyIndex.Value != 0 ? "Cannot specify -modify-index without -cas!"
        : _cas.Value && _modifyIndex.Value == 0
            ? "Cannot delete a key that does not exist. Provide a -modify-index greater than than 0."
        : _cas.Value && _recurse.Value ? "Cannot specify both -cas and -recurse!"
        : null;

    private async Task<int> DeleteAsync(
        CommandContext context,
        ApiClient client,
        string key,
        CancellationToken cancellationToken
    )
    {
        if (!_cas.Value)
        {
            await client.Kv.DeleteAsync(key, cancellationToken);
            return KvText.Succeed(context, $"Deleted key: {key}");
        }

        return await client.Kv.CompareAndDeleteAsync(key, _modifyIndex.Value, cancellationToken)
            ? KvText.Succeed(context, $"Deleted key: {key}")
            : Fail(context, $"Error! Did not delete key {key}: CAS failed");
    }
}
