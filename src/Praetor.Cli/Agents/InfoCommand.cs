using Praetor.Cli.Running;

namespace Praetor.Cli.Agents;

/// <summary>Shows an agent's figures: <c>info</c>.</summary>
internal sealed class InfoCommand() : AgentAskingCommand(HttpFlagKinds.Client)
{
    protected override string Usage => "consul info [options]";

    protected override string Description => "Shows figures about the agent, for whoever looks after it.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            context,
            "Error querying agent",
            async client =>
            {
                var sections = (await client.Agent.SelfAsync(cancellationToken)).Stats;
                foreach (
                    var (title, figures) in (sections ?? Empty<IReadOnlyDictionary<string, string>?>()).OrderBy(
                        Key,
                        StringComparer.Ordinal
                    )
                )
                {
                    context.Output.WriteLine($"{title}:");
                    foreach (var (name, value) in (figures ?? Empty<string>()).OrderBy(Key, StringComparer.Ordinal))
                    {
                        context.Output.WriteLine($"\t{name} = {value}");
                    }
                }

                return ExitCodes.Success;
            }
        );

    private static string Key<T>(KeyValuePair<string, T> pair) => pair.Key;

    private static SortedList<string, T> Empty<T>() => [];
}
