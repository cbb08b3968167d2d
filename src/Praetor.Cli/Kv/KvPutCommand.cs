using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;
using Praetor.Foundation.Wire;
using Praetor.Model.Json;
using Praetor.Model.Kv;

namespace Praetor.Cli.Kv;

/// <summary>Writes an entry, if wished only under a condition, and locks or unlocks it: <c>kv put</c>.</summary>
internal sealed class KvPutCommand : AgentAskingCommand
{
    private readonly GoFlag<bool> _cas;
    private readonly GoFlag<ulong> _modifyIndex;
    private readonly GoFlag<ulong> _flags;
    private readonly GoFlag<bool> _base64;
    private readonly GoFlag<bool> _acquire;
    private readonly GoFlag<bool> _release;
    private readonly GoFlag<string> _session;

    public KvPutCommand()
        : base(HttpFlagKinds.Server | HttpFlagKinds.Namespace | HttpFlagKinds.Partition)
    {
        _cas = Flags.AddBool("cas", false, "Writes only if -modify-index is still the key's; 0 for a new key.");
        _modifyIndex = Flags.AddUnsigned("modify-index", 0, "The index for -cas.");
        _flags = Flags.AddUnsigned("flags", 0, "A number to keep with the value; its meaning is yours.");
        _base64 = Flags.AddBool("base64", false, "Takes DATA to be base64.");
        _acquire = Flags.AddBool("acquire", false, "Locks the key for -session, making it if need be.");
        _release = Flags.AddBool("release", false, "Unlocks the key that -session holds.");
        _session = Flags.AddString("session", "", "The session's UUID, for -acquire and -release.");
    }

    protected override string Usage => "consul kv put [options] KEY [DATA]";

    protected override string Description =>
        """
            Writes a value to a key. DATA is the value itself, @ and the name of a file with
            it, or - for standard input. Without DATA the value is empty.

                $ consul kv put redis/config/connections 5
                $ consul kv put redis/config @redis.conf
            """;

    protected override async Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count == 0)
        {
            return Fail(context, "Error! Missing KEY argument");
        }

        if (arguments.Count > 2)
        {
            return Fail(context, $"Error! Too many arguments (expected 1 or 2, got {arguments.Count})");
        }

        var data = await DataArgument.ReadAsync(context, arguments.Count > 1 ? arguments[1] : "", cancellationToken);
        if (data.Bytes is not { } value)
        {
            return Fail(context, $"Error! {data.Error}");
        }

        if (_session.Value.Length == 0 && (_acquire.Value || _release.Value))
        {
            return Fail(context, "Error! Missing -session (required with -acquire and -release)");
        }

        var entry = new DirEntry
        {
            Key = arguments[0],
            ModifyIndex = _modifyIndex.Value,
            Flags = _flags.Value,
            Session = _session.Value,
            Value = _base64.Value ? Decode(context, value) : value,
        };
        return await AskAsync(
            context,
            "Error! Failed writing data",
            client =>
                _cas.Value ? CompareAndSetAsync(context, client, entry, cancellationToken)
                : _acquire.Value ? AcquireAsync(context, client, entry, cancellationToken)
                : _release.Value ? ReleaseAsync(context, client, entry, cancellationToken)
                : PutAsync(context, client, entry, cancellationToken)
        );
    }

    /// <summary>As Consul does, complains about what is no base64 and writes an empty value all the same.</summary>
    private static byte[] Decode(CommandContext context, byte[] text)
    {
        try
        {
            return GoBase64.Decode(text);
        }
        catch (JsonFormatException corrupt)
        {
            context.Error.WriteLine($"Error! Cannot base 64 decode data: {corrupt.Message}");
            return [];
        }
    }

    private static async Task<int> CompareAndSetAsync(
        CommandContext context,
        ApiClient client,
        DirEntry entry,
        CancellationToken cancellationToken
    )
    {
        if (!await client.Kv.CompareAndSetAsync(entry, cancellationToken))
        {
            return Fail(
                context,
                $"Error! Did not write to {entry.Key}: "
                    + (entry.ModifyIndex == 0 ? "CAS performed with index=0 and key already exists." : "CAS failed")
            );
        }

        return KvText.Succeed(context, $"Data written to: {entry.Key}");
    }

    private static async Task<int> AcquireAsync(
        CommandContext context,
        ApiClient client,
        DirEntry entry,
        CancellationToken cancellationToken
    ) =>
        await client.Kv.AcquireAsync(entry, cancellationToken)
            ? KvText.Succeed(context, $"Lock acquired on: {entry.Key}")
            : Fail(context, "Error! Did not acquire lock");

    private static async Task<int> ReleaseAsync(
        CommandContext context,
        ApiClient client,
        DirEntry entry,
        CancellationToken cancellationToken
    ) =>
        await client.Kv.ReleaseAsync(entry, cancellationToken)
            ? KvText.Succeed(context, $"Lock released on: {entry.Key}")
            : Fail(context, "Error! Did not release lock");

    private static async Task<int> PutAsync(
        CommandContext context,
        ApiClient client,
        DirEntry entry,
        CancellationToken cancellationToken
    )
    {
        await client.Kv.PutAsync(entry, cancellationToken);
        return KvText.Succeed(context, $"Data written to: {entry.Key}");
    }
}
