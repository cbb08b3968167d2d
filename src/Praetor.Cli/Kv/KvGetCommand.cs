using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Bytes;
using Praetor.Foundation.Flags;

namespace Praetor.Cli.Kv;

/// <summary>Shows one entry, all entries below a prefix, or their keys: <c>kv get</c>.</summary>
internal sealed class KvGetCommand : AgentAskingCommand
{
    private readonly GoFlag<bool> _base64;
    private readonly GoFlag<bool> _detailed;
    private readonly GoFlag<bool> _keys;
    private readonly GoFlag<bool> _recurse;
    private readonly GoFlag<string> _separator;

    public KvGetCommand()
        : base(HttpFlagKinds.Server | HttpFlagKinds.Namespace | HttpFlagKinds.Partition)
    {
        _base64 = Flags.AddBool("base64", false, "Shows values in base64.");
        _detailed = Flags.AddBool("detailed", false, "Shows lock, flags and indexes too.");
        _keys = Flags.AddBool("keys", false, "Shows the keys that begin with the given text, up to the separator.");
        _recurse = Flags.AddBool("recurse", false, "Shows all entries whose keys begin with the given text.");
        _separator = Flags.AddString("separator", "/", "Where -keys cuts off. Empty shows whole keys.");
    }

    protected override string Usage => "consul kv get [options] [KEY_OR_PREFIX]";

    protected override string Description =>
        """
            Shows the value of a key.

                $ consul kv get redis/config/connections

            With -recurse it shows every key that begins so, with its value; with -keys only
            the keys:

                $ consul kv get -recurse redis/
                $ consul kv get -keys
            """;

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count > 1)
        {
            return Task.FromResult(Fail(context, $"Too many arguments (expected 1, got {arguments.Count})"));
        }

        var key = KvText.WithoutSlash(arguments.Count == 0 ? "" : arguments[0]);
        if (key.Length == 0 && !_recurse.Value && !_keys.Value)
        {
            return Task.FromResult(Fail(context, "Error! Missing KEY argument"));
        }

        return AskAsync(
            context,
            "Error querying Consul agent",
            client =>
                _keys.Value ? ShowKeysAsync(context, client, key, cancellationToken)
                : _recurse.Value ? ShowAllAsync(context, client, key, cancellationToken)
                : ShowAsync(context, client, key, cancellationToken)
        );
    }

    private async Task<int> ShowKeysAsync(
        CommandContext context,
        ApiClient client,
        ByteString prefix,
        CancellationToken cancellationToken
    )
    {
        var keys = await client.Kv.KeysAsync(prefix, _separator.Value, Reading, cancellationToken);
        foreach (var key in keys.Value)
        {
            context.Output.WriteLine(key);
        }

        return ExitCodes.Success;
    }

    private async Task<int> ShowAllAsync(
        CommandContext context,
        ApiClient client,
        ByteString prefix,
        CancellationToken cancellationToken
    )
    {
        var entries = (await client.Kv.ListAsync(prefix, Reading, cancellationToken)).Value;
        for (var i = 0; i < entries.Count; i++)
        {
            if (_detailed.Value)
            {
                context.Output.Write(i == 0 ? "" : "\n");
                KvText.WriteDetailed(context.Output, entries[i], _base64.Value);
            }
            else
            {
                context.Output.Write(entries[i].Key.Span);
                context.Output.Write(":");
                context.Output.Write(KvText.Shown(entries[i], _base64.Value));
                context.Output.Write("\n");
            }
        }

        return ExitCodes.Success;
    }

    private async Task<int> ShowAsync(
        CommandContext context,
        ApiClient client,
        ByteString key,
        CancellationToken cancellationToken
    )
    {
        if ((await client.Kv.GetAsync(key, Reading, cancellationToken)).Value is not { } entry)
        {
            return Fail(context, $"Error! No key exists at: {key}");
        }

        if (_detailed.Value)
        {
            KvText.WriteDetailed(context.Output, entry, _base64.Value);
        }
        else
        {
            context.Output.Write(KvText.Shown(entry, _base64.Value));
            context.Output.Write("\n");
        }

        return ExitCodes.Success;
    }
}
