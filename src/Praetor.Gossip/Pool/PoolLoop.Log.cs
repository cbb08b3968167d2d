using System.Net;
using Microsoft.Extensions.Logging;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;

namespace Praetor.Gossip.Pool;

internal sealed partial class PoolLoop
{
    private void Tell(SerfEvent happened)
    {
        switch (happened)
        {
            case SerfEvent.Member { Change: MemberChange.Joined } member:
                LogMemberJoined(_logger, _options.Pool, member.Who.Name, member.Who.Address);
                break;
            case SerfEvent.Member { Change: MemberChange.Left } member:
                LogMemberLeft(_logger, _options.Pool, member.Who.Name, member.Who.Address);
                break;
            case SerfEvent.Member { Change: MemberChange.Failed } member:
                LogMemberFailed(_logger, _options.Pool, member.Who.Name, member.Who.Address);
                break;
            case SerfEvent.Member { Change: MemberChange.Reaped } member:
                LogMemberReaped(_logger, _options.Pool, member.Who.Name);
                break;
            case SerfEvent.NameLost lost:
                LogNameLost(_logger, _options.Pool, _options.Member.Name, lost.Votes, lost.Responses);
                break;
        }
    }

    private void Tell(SwimNotice notice)
    {
        switch (notice.Kind)
        {
            case SwimNoticeKind.Suspected:
                LogSuspected(_logger, _options.Pool, notice.Node);
                break;
            case SwimNoticeKind.DeclaredDead:
                LogDeclaredDead(_logger, _options.Pool, notice.Node, notice.Detail);
                break;
            case SwimNoticeKind.Refuted:
                LogRefuted(_logger, _options.Pool, notice.Node);
                break;
            case SwimNoticeKind.OnlyStreamsPass:
                LogOnlyStreamsPass(_logger, _options.Pool, notice.Node);
                break;
            case SwimNoticeKind.NameConflict:
                LogNameConflict(_logger, _options.Pool, notice.Node, notice.Detail);
                break;
            case SwimNoticeKind.MergeRefused:
                LogMergeRefused(_logger, _options.Pool, notice.Detail);
                break;
            case SwimNoticeKind.TooManyNodes:
                LogTooManyNodes(_logger, _options.Pool, notice.Node);
                break;
        }
    }

    [LoggerMessage(
        EventId = 3001,
        Level = LogLevel.Information,
        Message = "serf: {Pool}: EventMemberJoin: {Member} {Address}"
    )]
    private static partial void LogMemberJoined(ILogger logger, string pool, string member, IPAddress address);

    [LoggerMessage(
        EventId = 3002,
        Level = LogLevel.Information,
        Message = "serf: {Pool}: EventMemberLeave: {Member} {Address}"
    )]
    private static partial void LogMemberLeft(ILogger logger, string pool, string member, IPAddress address);

    [LoggerMessage(
        EventId = 3003,
        Level = LogLevel.Information,
        Message = "serf: {Pool}: EventMemberFailed: {Member} {Address}"
    )]
    private static partial void LogMemberFailed(ILogger logger, string pool, string member, IPAddress address);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "serf: {Pool}: EventMemberReap: {Member}")]
    private static partial void LogMemberReaped(ILogger logger, string pool, string member);

    [LoggerMessage(
        EventId = 3005,
        Level = LogLevel.Error,
        Message = "serf: {Pool}: another member has the name {Member}, say {Votes} of {Responses} that were asked. This one "
            + "stops; give it another name"
    )]
    private static partial void LogNameLost(ILogger logger, string pool, string member, int votes, int responses);

    [LoggerMessage(
        EventId = 3006,
        Level = LogLevel.Debug,
        Message = "memberlist: {Pool}: suspect {Member}: no acks received"
    )]
    private static partial void LogSuspected(ILogger logger, string pool, string member);

    [LoggerMessage(
        EventId = 3007,
        Level = LogLevel.Information,
        Message = "memberlist: {Pool}: {Member} has failed: its suspicion ran out ({Detail})"
    )]
    private static partial void LogDeclaredDead(ILogger logger, string pool, string member, string detail);

    [LoggerMessage(
        EventId = 3008,
        Level = LogLevel.Warning,
        Message = "memberlist: {Pool}: refuting a message about this member, from {Member}; packets to it are lost, or it "
            + "is too busy to answer"
    )]
    private static partial void LogRefuted(ILogger logger, string pool, string member);

    [LoggerMessage(
        EventId = 3009,
        Level = LogLevel.Warning,
        Message = "memberlist: {Pool}: {Member} answers over TCP and not over UDP; see that both are let through to its port"
    )]
    private static partial void LogOnlyStreamsPass(ILogger logger, string pool, string member);

    [LoggerMessage(
        EventId = 3010,
        Level = LogLevel.Error,
        Message = "memberlist: {Pool}: two members claim the name {Member} ({Detail}); give one of them another"
    )]
    private static partial void LogNameConflict(ILogger logger, string pool, string member, string detail);

    [LoggerMessage(
        EventId = 3013,
        Level = LogLevel.Warning,
        Message = "memberlist: {Pool}: a push/pull sync came to nothing: {Reason}"
    )]
    private static partial void LogMergeRefused(ILogger logger, string pool, string reason);

    [LoggerMessage(
        EventId = 3014,
        Level = LogLevel.Error,
        Message = "memberlist: {Pool}: there are more members than are held; {Member} is not admitted"
    )]
    private static partial void LogTooManyNodes(ILogger logger, string pool, string member);

    [LoggerMessage(
        EventId = 3015,
        Level = LogLevel.Error,
        Message = "serf: {Pool}: the keyring file cannot be written: {Reason}. The change holds until this agent ends, and "
            + "who asked for it was told; mend the disk and change the keys again"
    )]
    private static partial void LogKeysNotKept(ILogger logger, string pool, string reason);

    [LoggerMessage(
        EventId = 3016,
        Level = LogLevel.Error,
        Message = "serf: {Pool}: events are lost because nobody takes them (and {Before} before this)"
    )]
    private static partial void LogEventsLost(ILogger logger, string pool, long before);
}
