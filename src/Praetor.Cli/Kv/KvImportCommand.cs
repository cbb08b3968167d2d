using System.Text;
using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Bytes;
using Praetor.Foundation.Flags;
using Praetor.Foundation.Wire;
using Praetor.Model.Json;
using Praetor.Model.Kv;

namespace Praetor.Cli.Kv;

/// <summary>Writes the entries of an export: <c>kv import</c>.</summary>
internal sealed class KvImportCommand : AgentAskingCommand
{
    private readonly GoFlag<string> _prefix;

    public KvImportCommand()
        : base(HttpFlagKinds.Server | HttpFlagKinds.Namespace | HttpFlagKinds.Partition)
    {
        _prefix = Flags.AddString("prefix", "", "Is put before every key.");
    }

    protected override string Usage => "consul kv import [options] DATA";

    protected override string Description =>
        """
            Writes the entries that kv export showed. DATA is the JSON itself, @ and the name
            of a file with it, or - for standard input. Entries before a wrong one are written.

                $ consul kv import @redis.json
            """;

    protected override async Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count != 1)
        {
            return Fail(
                context,
                arguments.Count == 0
                    ? "Error! Missing DATA argument"
                    : $"Error! Too many arguments (expected 1, got {arguments.Count})"
            );
        }

        var data = await DataArgument.ReadAsync(context, arguments[0], cancellationToken);
        if (data.Bytes is not { } json)
        {
            return Fail(context, $"Error! {data.Error}");
        }

        return await AskAsync(
            context,
            "Error! Failed writing data",
            client => ImportAsync(context, client, json, cancellationToken)
        );
    }

    private async Task<int> ImportAsync(
        CommandContext context,
        ApiClient client,
        byte[] json,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<ExportedEntry> entries;
        try
        {
            entries = ExportedEntry.Read(json);
        }
        catch (JsonFormatException wrong)
        {
            return Fail(context, $"Cannot unmarshal data: {wrong.Message}");
        }

        foreach (var entry in entries)
        {
            byte[] value;
            try
            {
                value = GoBase64.Decode(Encoding.UTF8.GetBytes(entry.Value));
            }
            catch (JsonFormatException corrupt)
            {
                return Fail(context, $"Error base 64 decoding value for key {entry.Key}: {corrupt.Message}");
            }

            var key = ByteString.Adopt([.. Encoding.UTF8.GetBytes(_prefix.Value), .. entry.Key.Span]);
            try
            {
                await client.Kv.PutAsync(
                    new DirEntry
                    {
                        Key = key,
                        Flags = entry.Flags,
                        Value = value,
                    },
                    cancellationToken
                );
            }
            catch (ApiException refused)
            {
                return Fail(context, $"Error! Failed writing data for key {key}: {refused.Message}");
            }

            context.Output.WriteLine($"Imported: {key}");
        }

        return ExitCodes.Success;
    }
}
