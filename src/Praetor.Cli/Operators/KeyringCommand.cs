using System.Globalization;
using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;
using Praetor.Model.Keyrings;

namespace Praetor.Cli.Operators;

/// <summary>Looks after the keys of encrypted gossip: <c>keyring</c>.</summary>
internal sealed class KeyringCommand : AgentAskingCommand
{
    private const int RelayFactorMax = 5;

    private readonly GoFlag<bool> _list;
    private readonly GoFlag<bool> _listPrimary;
    private readonly GoFlag<string> _install;
    private readonly GoFlag<string> _use;
    private readonly GoFlag<string> _remove;
    private readonly GoFlag<long> _relayFactor;
    private readonly GoFlag<bool> _localOnly;

    public KeyringCommand()
        : base(HttpFlagKinds.Client)
    {
        _install = Flags.AddString("install", "", "Adds this key; messages may be sealed with it from then on.");
        _list = Flags.AddBool("list", false, "Lists the keys, and how many members have each.");
        _listPrimary = Flags.AddBool("list-primary", false, "Lists the keys that messages are sealed with.");
        _localOnly = Flags.AddBool("local-only", false, "Asks only the datacenter's own pool; for lists.");
        _relayFactor = Flags.AddInteger("relay-factor", 0, "Has answers come by way of 0 to 5 other members as well.");
        _remove = Flags.AddString("remove", "", "Removes this key, with which no messages are sealed.");
        _use = Flags.AddString("use", "", "Has messages sealed with this key, which all members have.");
    }

    protected override string Usage => "consul keyring [options]";

    protected override string Description =>
        "Lists and changes the keys of encrypted gossip, in all pools. One action at a time: first install a new key "
        + "everywhere, then use it, then remove the old one.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var actions =
            (_list.Value ? 1 : 0)
            + (_listPrimary.Value ? 1 : 0)
            + (_install.Value.Length > 0 ? 1 : 0)
            + (_use.Value.Length > 0 ? 1 : 0)
            + (_remove.Value.Length > 0 ? 1 : 0);
        if (actions == 0)
        {
            context.Error.Write(Help);
            return Task.FromResult(ExitCodes.Failure);
        }

        if (actions > 1)
        {
            return Task.FromResult(Fail(context, "Only a single action is allowed"));
        }

        if (_relayFactor.Value is < 0 or > RelayFactorMax)
        {
            return Task.FromResult(Fail(context, "Error parsing relay factor: Relay factor must be in range: [0, 5]"));
        }

        return AskAsync(
            context,
            "error",
            async client =>
            {
                await ActAsync(context, client, cancellationToken);
                return ExitCodes.Success;
            }
        );
    }

    private async Task ActAsync(CommandContext context, ApiClient client, CancellationToken cancellationToken)
    {
        var keyring = client.Keyring;
        var relays = (int)_relayFactor.Value;
        if (_install.Value.Length > 0)
        {
            context.Output.WriteLine("==> Installing new gossip encryption key...");
            await keyring.InstallAsync(_install.Value, relays, cancellationToken);
        }
        else if (_use.Value.Length > 0)
        {
            context.Output.WriteLine("==> Changing primary gossip encryption key...");
            await keyring.UseAsync(_use.Value, relays, cancellationToken);
        }
        else if (_remove.Value.Length > 0)
        {
            context.Output.WriteLine("==> Removing gossip encryption key...");
            await keyring.RemoveAsync(_remove.Value, relays, cancellationToken);
        }
        else
        {
            var which = _listPrimary.Value ? "primary" : "encryption";
            context.Output.WriteLine($"==> Gathering installed {which} keys...");
            foreach (var pool in await keyring.ListAsync(_localOnly.Value, relays, cancellationToken))
            {
                Write(context, pool);
            }
        }
    }

    private void Write(CommandContext context, KeyringResponse pool)
    {
        context.Output.WriteLine("");
        context.Output.WriteLine($"{pool.PoolName()}:");
        foreach (var (node, message) in pool.Messages ?? new SortedList<string, string>())
        {
            context.Output.WriteLine($"  ===> {node}: {message}");
        }

        foreach (
            var (key, count) in (_listPrimary.Value ? pool.PrimaryKeys : pool.Keys) ?? new SortedList<string, int>()
        )
        {
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {key} [{count}/{pool.NumNodes}]"));
        }
    }
}
