using System.Text.Json;
using System.Text.Json.Nodes;
using Praetor.Agent.Configuration;
using Praetor.Agent.Configuration.Keys;
using Xunit;

namespace Praetor.Agent.Tests.Configuration;

/// <summary>Walks the table of all of Consul's configuration keys (config-keys.tsv: path, Go type, note).</summary>
public sealed class EveryKeyTests
{
    private static readonly string[] Files = ["a.json", "a.hcl"];

    public static TheoryData<string> Paths => [.. Samples().Select(sample => sample.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_key_of_Consul_is_read_from_JSON_and_HCL_and_lands_somewhere(string path)
    {
        var sample = Samples().Single(sample => sample.Path == path);
        var without = ConfigText.Of(Load("a.json", sample.Base()).Config!);
        var outcomes = Files.Select(file => Load(file, sample.Document())).ToList();

        if (RefusalOf(path) is { } refusal)
        {
            Assert.All(outcomes, outcome => Assert.Equal(refusal, outcome.ErrorText));
            return;
        }

        Assert.All(outcomes, outcome => Assert.Equal("", outcome.ErrorText));
        var shown = outcomes.Select(outcome => ConfigText.Of(outcome.Config!)).Distinct();
        var with = Assert.Single(shown);
        var warnings = outcomes.SelectMany(outcome => outcome.Warnings).ToList();
        switch (sample.Note.Split(' '))
        {
            case ["enterprise"]:
                Assert.Equal(
                    2,
                    warnings.Count(warning => warning.EndsWith("will have no effect", StringComparison.Ordinal))
                );
                break;
            case ["internal"]:
                Assert.Equal(without, with);
                break;
            case ["ignored"]:
                Assert.Equal(
                    2,
                    warnings.Count(warning => warning.Contains("will be ignored", StringComparison.Ordinal))
                );
                break;
            case ["deprecated", var replacement]:
                Assert.NotEqual(without, with);
                Assert.Equal(
                    2,
                    warnings.Count(warning =>
                        warning == $"The '{path}' field is deprecated. Use the '{replacement}' field instead."
                    )
                );
                break;
            default:
                Assert.True(without != with || NeverShown(path), $"{path} has landed nowhere");
                break;
        }
    }

    [Fact]
    public void No_key_is_declared_that_Consul_does_not_have()
    {
        var known = Samples().Select(sample => sample.Path).ToList();

        Assert.All(
            AgentKeys.Schema.Keys,
            key =>
                Assert.True(
                    known.Exists(path =>
                        path == key.Path
                        || path.StartsWith(key.Path + ".", StringComparison.Ordinal)
                        || path.StartsWith(key.Path + "[]", StringComparison.Ordinal)
                    ) || key.Path is "audit" or "cloud.node_id" or "cloud.node_name",
                    key.Path
                )
        );
    }

    /// <summary>What is said of keys that are known, and refused wherever they are set.</summary>
    private static string? RefusalOf(string path) =>
        path switch
        {
            "segment" => "Network segments are not supported in this version of Consul",
            _ when path.StartsWith("segments[]", StringComparison.Ordinal) =>
                "Network segments are not supported in this version of Consul",
            "tls.grpc.verify_outgoing" => "verify_outgoing is not valid in the tls.grpc stanza",
            "tls.https.verify_server_hostname" or "tls.grpc.verify_server_hostname" =>
                "verify_server_hostname is only valid in the tls.defaults and tls.internal_rpc stanzas",
            "tls.defaults.use_auto_cert" or "tls.internal_rpc.use_auto_cert" or "tls.https.use_auto_cert" =>
                "use_auto_cert is only valid in the tls.grpc stanza",
            _ => null,
        };

    /// <summary>Keys that are of no use to anybody, and one that has only one value.</summary>
    private static bool NeverShown(string path) =>
        path is "services[].proxy.expose.port" or "snapshot_agent" or "raft_protocol"
        || path.StartsWith("cloud.", StringComparison.Ordinal);

    private static ConfigOutcome Load(string file, JsonObject document)
    {
        document["data_dir"] ??= "/d";
        var text = file.EndsWith(".json", StringComparison.Ordinal)
            ? JsonSerializer.Serialize(document)
            : HclText.Of(document);
        return new ScriptedMachine().With(file, text).Load("-config-file", file);
    }

    private static List<KeySample> Samples()
    {
        using var stream = typeof(EveryKeyTests).Assembly.GetManifestResourceStream("config-keys.tsv")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t'))
                .Select(fields => new KeySample(fields[0], fields[1], fields.Length > 2 ? fields[2] : "")),
        ];
    }
}
