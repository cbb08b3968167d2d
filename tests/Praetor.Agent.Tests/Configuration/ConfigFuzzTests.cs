using Xunit;

namespace Praetor.Agent.Tests.Configuration;

public sealed class ConfigFuzzTests
{
    private const string Good = """
        {"datacenter": "dc1", "server": true, "bootstrap_expect": 3, "ports": {"http": 8500, "dns": -1},
         "addresses": {"http": "127.0.0.1 unix:///x"}, "bind_addr": "{{ GetPrivateIP }}", "node_meta": {"a": "b"},
         "dns_config": {"service_ttl": {"*": "5s"}, "soa": {"refresh": 1.5e3}}, "encrypt": "AAAAAAAAAAAAAAAAAAAAAA==",
         "service": {"name": "w", "tagged_addresses": {"lan": {"address": "1.2.3.4", "port": 1}},
           "check": {"http": "http://x", "interval": "5s", "header": {"a": ["b"]}},
           "connect": {"sidecar_service": {"proxy": {"upstreams": [{"destination_name": "d", "config": {"k": [1]}}]}}}},
         "watches": [{"type": "key", "args": ["x"]}], "serf_lan_allowed_cidrs": ["10.0.0.0/8"],
         "verify_incoming": true, "acl": {"tokens": {"master": "t"}}, "limits": {"rpc_rate": -1}}
        """;

    private static readonly string[] Values =
    [
        "null",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "-1",
        "1e300",
        "99999999999999999999",
        "\"\"",
        "\"{{ GetAllInterfaces | sort }}\"",
        "true",
        "\"-1h\"",
    ];

    /// <summary>
    /// Goal: no configuration, however odd, makes the loader throw: it is accepted or refused with a reason. Method:
    /// values of a good one are replaced by odd ones, and characters damaged, from fixed seeds.
    /// </summary>
    [Fact]
    public void Odd_configurations_are_refused_with_a_reason_or_accepted()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var text = seed % 3 == 0 ? Damage(Good, random) : ReplaceValues(Good, random);

            var outcome = new ScriptedMachine().With("a.json", text).Load("-data-dir=/d", "-config-file=a.json");

            Assert.True(outcome.Config is null != (outcome.ErrorText.Length == 0), $"seed {seed}: {text}");
        }
    }

    private static string ReplaceValues(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var colon = text.IndexOf(": ", random.Next(text.Length), StringComparison.Ordinal);
            if (colon >= 0)
            {
                var end = text.AsSpan(colon + 2).IndexOfAny(',', '}', '\n');
                text =
                    text[..(colon + 2)]
                    + Values[random.Next(Values.Length)]
                    + (end < 0 ? "" : text[(colon + 2 + end)..]);
            }
        }

        return text;
    }

    private static string Damage(string text, Random random)
    {
        var at = random.Next(text.Length);
        return text[..at] + (char)random.Next(32, 127) + text[Math.Min(text.Length, at + random.Next(3))..];
    }
}
