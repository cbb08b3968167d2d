using Praetor.Agent.Configuration.Sources;
using Praetor.Foundation.Flags;
using Xunit;

namespace Praetor.Agent.Tests.Configuration;

public sealed class AgentFlagsTests
{
    /// <summary>The flags of Consul's agent command.</summary>
    private const string Names =
        "advertise advertise-wan allow-write-http-from alt-domain auto-reload-config bind bootstrap bootstrap-expect "
        + "check_output_max_size client config-dir config-file config-format data-dir datacenter default-query-time dev "
        + "disable-host-node-id disable-keyring-file dns-port domain enable-local-script-checks enable-script-checks "
        + "encrypt grpc-port grpc-tls-port hcl http-port https-port join join-wan log-file log-json log-level "
        + "log-rotate-bytes log-rotate-duration log-rotate-max-files max-query-time node node-id node-meta pid-file "
        + "primary-gateway protocol raft-protocol recursor rejoin retry-interval retry-interval-wan retry-join "
        + "retry-join-wan retry-max retry-max-wan serf-lan-allowed-cidrs serf-lan-bind serf-lan-port "
        + "serf-wan-allowed-cidrs serf-wan-bind serf-wan-port server server-port syslog ui ui-content-path ui-dir";

    [Fact]
    public void The_agent_has_the_flags_of_Consul_and_no_others()
    {
        Assert.Equal(Names.Split(' '), new AgentFlags().Set.Flags.Select(flag => flag.Name));
    }

    [Theory]
    [InlineData("-dns-port=x", "invalid value \"x\" for flag -dns-port: strconv.Atoi: parsing \"x\": invalid syntax")]
    [InlineData(
        "-server=maybe",
        "invalid boolean value \"maybe\" for -server: strconv.ParseBool: parsing \"maybe\": invalid syntax"
    )]
    [InlineData("-bogus", "flag provided but not defined: -bogus")]
    public void Values_that_are_none_are_refused_while_the_line_is_read(string argument, string error)
    {
        var flags = new AgentFlags();

        Assert.Equal(FlagOutcome.Refused, flags.Set.Parse([argument]));
        Assert.Equal(error, flags.Set.Error);
    }

    [Fact]
    public void A_duration_is_refused_only_with_the_whole_configuration()
    {
        Assert.Equal(
            "1 error occurred:\n\t* retry_interval: invalid duration: \"x\": time: invalid duration \"x\"\n\n",
            new ScriptedMachine().Load("-dev", "-retry-interval=x").ErrorText
        );
    }

    [Fact]
    public void Repeated_flags_add_up_or_the_last_one_wins()
    {
        var config = new ScriptedMachine()
            .Load("-dev", "-node=a", "-node=b", "-join=x", "-retry-join=y", "-ui=false", "-log-json")
            .Config!;

        Assert.Equal("b", config.Node.Name);
        Assert.Equal(["x", "y"], config.Join.RetryJoin);
        Assert.False(config.Ui.Enabled);
        Assert.True(config.Logging.Json);
    }
}
