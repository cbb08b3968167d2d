using System.Security.Cryptography;
using Praetor.Cli.Running;

namespace Praetor.Cli.Agents;

/// <summary>Makes a key for encrypted gossip: <c>keygen</c>.</summary>
internal sealed class KeygenCommand : Command
{
    /// <summary>AES-256, the most that gossip takes.</summary>
    private const int KeyBytes = 32;

    protected override string Usage => "consul keygen";

    protected override string Description => "Shows a new random key for the configuration key encrypt.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        context.Output.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        return Task.FromResult(ExitCodes.Success);
    }
}
