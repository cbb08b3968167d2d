using Microsoft.Extensions.Logging;
using Praetor.Foundation.Wire;
using Praetor.Server.Commands;
using Praetor.Server.Endpoints;

namespace Praetor.Server.Leadership;

/// <summary>Commands that nobody asked for but the leader itself: one that fails is told of, and tried again by the next round.</summary>
internal sealed partial class DutyProposals(Proposals proposals, ILogger<DutyProposals> logger)
{
    /// <summary>Proposes a command, and waits until it is applied here; false if it failed.</summary>
    public async ValueTask<bool> TryAsync<TCommand, TReply>(
        CommandType type,
        TCommand command,
        CancellationToken cancellationToken
    )
        where TCommand : IWireRecord<TCommand>
    {
        var result = await proposals.ProposeAsync<TCommand, TReply>(type, command, cancellationToken);
        if (result.Error is { } error)
        {
            LogDutyFailed(logger, type, error.Text);
            return false;
        }

        return true;
    }

    [LoggerMessage(
        EventId = 5113,
        Level = LogLevel.Warning,
        Message = "A duty of the leader failed and will be tried again: command={Command} error={Error}"
    )]
    private static partial void LogDutyFailed(ILogger logger, CommandType command, string error);
}
