using System.Runtime.InteropServices;
using Praetor.Agent.Configuration;
using Praetor.Agent.Configuration.Sources;
using Praetor.Cli.Running;
using Praetor.Composition;
using Praetor.Foundation.Flags;
using Praetor.Foundation.Storage;
using Praetor.Logging;
using Praetor.Platform.Files;
using Praetor.Platform.Network;

namespace Praetor.Commands;

/// <summary>Runs the agent until it is told to stop: <c>agent</c>.</summary>
internal sealed class AgentCommand : ICommand
{
    public string Help => GoFlagUsage.Describe("Usage: consul agent [options]", new AgentFlags().Set.Flags);

    public Task<int> RunAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    ) => RunAsync(arguments);

    private async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var flags = new AgentFlags();
        switch (flags.Set.Parse(args))
        {
            case FlagOutcome.Help:
                Console.Out.Write(Help);
                return 0;
            case FlagOutcome.Refused:
                Console.Error.WriteLine(flags.Set.Error);
                Console.Error.Write(Help);
                return 1;
        }

        if (flags.Set.Arguments.Count > 0)
        {
            Console.Error.WriteLine($"==> Unexpected extra arguments: [{string.Join(' ', flags.Set.Arguments)}]");
            return 1;
        }

        var outcome = Load(flags);
        if (outcome.Config is not { } config)
        {
            Console.Error.WriteLine($"==> {outcome.ErrorText}");
            return 1;
        }

        if (Unsupported.FaultOf(config) is { } fault)
        {
            Console.Error.WriteLine($"==> {fault}");
            return 1;
        }

        return await RunAsync(config, () => Load(flags));
    }

    private static ConfigOutcome Load(AgentFlags flags) =>
        AgentConfigLoader.Load(flags.Input, new ConfigFiles(), new MachineNetwork());

    private static async Task<int> RunAsync(AgentConfig config, Func<ConfigOutcome> load)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = false };
        using var log = new AgentLog(output, TimeProvider.System)
        {
            LevelMin = LogLevels.Parse(config.Logging.Level),
            AsJson = config.Logging.Json,
        };
        using var ended = new CancellationTokenSource();
        Action? leave = null;
        using var interrupt = OnSignal(PosixSignal.SIGINT, () => Stop(!config.Node.SkipLeaveOnInterrupt));
        using var terminate = OnSignal(PosixSignal.SIGTERM, () => Stop(config.Node.LeaveOnTerminate));
        var source = new ConfigSource(load, reloaded => log.LevelMin = LogLevels.Parse(reloaded.Logging.Level));
        try
        {
            await using var node = new ServerNode(config, source, log);
            await node.StartAsync(ended.Token);
            leave = node.RequestLeave;
            using var hangup = OnSignal(PosixSignal.SIGHUP, node.RequestReload);
            Banner.Write(output, config, node.NodeId, node.IsGossipEncrypted);
            log.Open();
            await node.EndedAsync(ended.Token);
            leave = null;
            return await node.StopAsync(ended.Token);
        }
        catch (Exception environment) when (environment is StorageException or IOException or StartException)
        {
            log.Open();
            Console.Error.WriteLine($"==> {environment.Message}");
            return 1;
        }

        // The second signal finds it leaving, and ends that.
        void Stop(bool leaves)
        {
            if (leaves && Interlocked.Exchange(ref leave, null) is { } leaving)
            {
                leaving();
            }
            else
            {
                ended.Cancel();
            }
        }
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, Action act) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                act();
            }
        );
}
