using Praetor.Foundation.Text;
using Xunit;

namespace Praetor.Agent.Tests.Configuration;

public sealed class SourceOrderTests
{
    [Fact]
    public void Later_files_win_over_earlier_ones_and_lists_and_maps_add_up()
    {
        var config = new ScriptedMachine()
            .With("/c/b.json", """{"datacenter": "two", "retry_join": ["b"], "node_meta": {"x": "2", "z": "2"}}""")
            .With("/c/a.hcl", "datacenter = \"one\"\nretry_join = [\"a\"]\nnode_meta { x = \"1\" y = \"1\" }")
            .With("/d.json", """{"dns_config": {"node_ttl": "9s"}, "retry_join": ["d"]}""")
            .Load("-config-dir=/c", "-config-file=/d.json", "-data-dir=/d", "-retry-join=f", "-node-meta=w:0")
            .Config!;

        Assert.Equal("two", config.Node.Datacenter);
        Assert.Equal(["f", "a", "b", "d"], config.Join.RetryJoin);
        Assert.Equal("w=0 x=2 y=1 z=2", string.Join(' ', config.Node.Meta.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(GoDuration.FromSeconds(9), config.Dns.NodeTtl);
    }

    [Fact]
    public void Paths_count_in_the_order_of_the_line_whichever_flag_names_them()
    {
        var machine = new ScriptedMachine()
            .With("/1.json", """{"datacenter": "one"}""")
            .With("/2.json", """{"datacenter": "two"}""");

        Assert.Equal(
            "one",
            machine.Load("-data-dir=/d", "-config-dir=/2.json", "-config-file=/1.json").Config!.Node.Datacenter
        );
        Assert.Equal(
            "two",
            machine.Load("-data-dir=/d", "-config-file=/1.json", "-config-dir=/2.json").Config!.Node.Datacenter
        );
    }

    [Fact]
    public void Flags_win_over_files_and_fragments_over_flags()
    {
        var machine = new ScriptedMachine().With(
            "/1.json",
            """{"datacenter": "file", "ports": {"http": 1, "dns": 2}}"""
        );

        var config = machine
            .Load(
                "-data-dir=/d",
                "-http-port=3",
                "-datacenter=flag",
                "-hcl",
                "datacenter = \"piece\"",
                "-config-file=/1.json"
            )
            .Config!;

        Assert.Equal("piece", config.Node.Datacenter);
        Assert.Equal(3, config.Ports.Http);
        Assert.Equal(2, config.Ports.Dns);
    }

    [Fact]
    public void A_development_agent_has_the_defaults_of_one()
    {
        var config = new ScriptedMachine().Load("-dev").Config!;

        Assert.True(config.DevMode);
        Assert.True(config.Node.Server);
        Assert.True(config.Ui.Enabled);
        Assert.Equal("DEBUG", config.Logging.Level);
        Assert.Equal("127.0.0.1", config.Addresses.Bind.ToString());
        Assert.Equal("127.0.0.1", config.Addresses.Advertise.ToString());
        Assert.Equal(8502, config.Ports.Grpc);
        Assert.Equal(8503, config.Ports.GrpcTls);
        Assert.Equal(1, config.Performance.RaftMultiplier);
        Assert.Equal(GoDuration.FromMilliseconds(52), config.Internal.ElectionTimeout);
        Assert.Equal("machine", config.Node.Name);
        Assert.Equal("127.0.0.1:8500", Assert.Single(config.Addresses.Http).ToString());
    }

    [Fact]
    public void A_development_agent_can_be_told_otherwise_but_not_to_expect_others()
    {
        Assert.False(new ScriptedMachine().Load("-dev", "-server=false").Config!.Node.Server);
        Assert.Equal(
            "'bootstrap_expect > 0' not allowed in dev mode",
            new ScriptedMachine().Load("-dev", "-bootstrap-expect=3").ErrorText
        );
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        var outcome = new ScriptedMachine()
            .With("/a.json", """{"ports": {"http": "x"}, "server": 1, "bogus": 1}""")
            .With("/b.hcl", "a b")
            .Load("-config-file=/a.json", "-config-file=/b.hcl", "-config-file=/c.hcl");

        Assert.Equal(
            [
                "failed to parse /a.json: 2 error(s) decoding:\n\n* 'ports.http' expected type 'int', got unconvertible type 'string', value: 'x'\n* 'server' expected type 'bool', got unconvertible type 'float64', value: '1'",
                "failed to parse /a.json: 1 error occurred:\n\t* invalid config key bogus\n\n",
                "failed to parse /b.hcl: At 1:5: key 'a b' expected start of object ('{') or assignment ('=')",
                "config: Open failed on /c.hcl. open /c.hcl: no such file or directory",
            ],
            outcome.Problems.Select(problem => problem.Text)
        );
    }

    [Fact]
    public void A_problem_names_the_key_and_who_set_it_last()
    {
        var outcome = new ScriptedMachine()
            .With("/a.hcl", "datacenter = \"x\"")
            .With("/b.hcl", "performance { raft_multiplier = 2 }\n  datacenter = \"no good\"")
            .Load("-data-dir=/d", "-config-file=/a.hcl", "-config-file=/b.hcl", "-alt-domain=service.x");

        Assert.Equal(
            ["datacenter at /b.hcl:2:3", "alt_domain at -alt-domain"],
            outcome.Problems.Select(problem => $"{problem.Key} at {problem.Source}")
        );
    }

    [Fact]
    public void Files_of_other_kinds_in_a_folder_are_skipped_with_a_warning()
    {
        var outcome = new ScriptedMachine()
            .With("/c/a.json", """{"data_dir": "/d"}""")
            .With("/c/notes.txt", "nothing")
            .Load("-config-dir=/c");

        Assert.Equal(
            ["skipping file /c/notes.txt, extension must be .hcl or .json, or config format must be set"],
            outcome.Config!.Warnings
        );
    }
}
