using Praetor.Client;
using Praetor.Foundation.Flags;

namespace Praetor.Cli.Running;

/// <summary>A command that asks an agent by HTTP.</summary>
internal abstract class AgentAskingCommand : Command
{
    private readonly HttpFlags _http;

    protected AgentAskingCommand(HttpFlagKinds kinds) => _http = new HttpFlags(Flags, kinds);

    /// <summary>How the shared flags want something read.</summary>
    protected ReadOptions Reading => _http.Reading;

    /// <summary>Connects and asks; says what failed, with what was being done before it.</summary>
    /// <param name="failure">Stands before the error of a request that failed: <c>Error retrieving members</c>.</param>
    protected async Task<int> AskAsync(CommandContext context, string failure, Func<ApiClient, Task<int>> ask)
    {
        ApiClient client;
        try
        {
            client = _http.Connect(context);
        }
        catch (ApiException unusable)
        {
            return Fail(context, $"Error connecting to Consul agent: {unusable.Message}");
        }

        using (client)
        {
            try
            {
                return await ask(client);
            }
            catch (ApiException refused)
            {
                return Fail(context, $"{failure}: {refused.Message}");
            }
        }
    }

    private protected override IEnumerable<(string Title, IEnumerable<GoFlag> Flags)> Sections() =>
        [
            ("HTTP API Options", Flags.Flags.Where(flag => _http.Has(flag.Name))),
            ("Command Options", Flags.Flags.Where(flag => !_http.Has(flag.Name))),
        ];
}
