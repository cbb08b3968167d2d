using Praetor.Cli.Running;

namespace Praetor.Cli.Kv;

/// <summary>Writes all entries below a prefix as JSON: <c>kv export</c>.</summary>
internal sealed class KvExportCommand()
    : AgentAskingCommand(HttpFlagKinds.Server | HttpFlagKinds.Namespace | HttpFlagKinds.Partition)
{
    protected override string Usage => "consul kv export [options] [PREFIX]";

    protected override string Description =>
        """
            Shows all keys that begin so, with flags and values, as JSON that kv import reads.

                $ consul kv export redis/ > redis.json
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

        var prefix = KvText.WithoutSlash(arguments.Count == 0 ? "" : arguments[0]);
        return AskAsync(
            context,
            "Error querying Consul agent",
            async client =>
            {
                var entries = await client.Kv.ListAsync(prefix, Reading, cancellationToken);
                context.Output.Write(ExportedEntry.Write(entries.Value));
                context.Output.Write("\n");
                return ExitCodes.Success;
            }
        );
    }
}
