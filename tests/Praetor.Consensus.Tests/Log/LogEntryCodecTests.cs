using System.Buffers;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;
using Praetor.Consensus.Tests.Captures;
using Praetor.Foundation.Wire;
using Praetor.TestKit.Fuzzing;
using Xunit;

namespace Praetor.Consensus.Tests.Log;

public sealed class LogEntryCodecTests
{
    [Fact]
    public void Entries_of_a_real_log_store_decode_and_encode_to_the_same_bytes()
    {
        var kinds = new HashSet<int>();
        foreach (var (id, type, index, data, stored) in Capture.LogEntries())
        {
            var reader = new MsgPackReader(stored);
            var entry = LogEntryCodec.Read(ref reader);
            Assert.True(reader.IsAtEnd, id);
            Assert.Equal((type, index), ((int)entry.Type, entry.Index.Value));
            Assert.Equal(data, entry.Data.ToArray());
            Assert.Equal(stored, Encode(entry));
            kinds.Add(type);
        }

        Assert.Equal([0, 1, 4, 5], kinds.Order());
    }

    [Fact]
    public void A_real_configuration_decodes_and_encodes_to_the_same_bytes()
    {
        var (_, _, _, data, _) = Capture.LogEntries().Single(entry => entry.Type == (int)LogEntryType.Configuration);
        var configuration = ConfigurationCodec.Decode(data);
        Assert.Equal(
            ["127.0.0.1:8300", "127.0.0.3:8300", "127.0.0.2:8300"],
            configuration.Servers.Select(server => server.Address)
        );
        Assert.Equal(3, configuration.VoterCount);
        Assert.Equal("abc0ccae-150a-3a2e-367f-2d4d062dbaa0", configuration.Servers[2].Id.Value);
        Assert.Equal(data, ConfigurationCodec.Encode(configuration).ToArray());
    }

    [Fact]
    [FuzzTarget(typeof(LogEntryCodec))]
    [FuzzTarget(typeof(ConfigurationCodec))]
    public void Mutated_entries_and_configurations_decode_or_are_refused()
    {
        var entries = new Mutator(
            new Random(1),
            [.. Capture.LogEntries().Select(entry => entry.Stored).Where(bytes => bytes.Length < 500)]
        );
        var configurations = new Mutator(new Random(2), [Capture.LogEntries().Single(entry => entry.Type == 5).Data]);
        for (var round = 0; round < 10_000; round++)
        {
            Refuses(() =>
            {
                var reader = new MsgPackReader(entries.Next());
                LogEntryCodec.Read(ref reader);
            });
            Refuses(() => ConfigurationCodec.Decode(configurations.Next()));
        }
    }

    private static void Refuses(Action decode)
    {
        try
        {
            decode();
        }
        catch (WireFormatException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    private static byte[] Encode(LogEntry entry)
    {
        var output = new ArrayBufferWriter<byte>();
        LogEntryCodec.Write(entry, output);
        return output.WrittenSpan.ToArray();
    }
}
