using System.Text;
using Praetor.Foundation.Wire;
using Praetor.Model.Json;
using Praetor.Model.Tests.Captures;
using Praetor.Model.Tests.Json;
using Praetor.TestKit.Fuzzing;
using Xunit;

namespace Praetor.Model.Tests.Fuzz;

/// <summary>
/// Goal: no bytes bring a decoder down. Method: real messages with things wrong, from fixed seeds; each is decoded, or
/// refused by the one exception that the boundary catches, and takes no memory out of proportion.
/// </summary>
public sealed class DecoderFuzzTests
{
    private const int Rounds = 10_000;

    /// <summary>
    /// A byte of msgpack is at most one empty element of an array of records, which costs a reference and, where it is
    /// a map instead of a nil, one of the largest records: some 400 bytes; JSON adds the lists it grows.
    /// </summary>
    private const int BytesPerByteMax = 2048;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [FuzzTarget(typeof(MsgPackReader))]
    public void Broken_messages_are_refused_as_such(int seed)
    {
        var random = new Random(seed);
        var decoders = Messages();
        var mutator = new Mutator(random, [.. decoders.Select(d => d.Bytes)]);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = mutator.Next();
            var decode = decoders[random.Next(decoders.Count)].Again;
            refused += Attempt(bytes, seed, round, () => decode(bytes)) ? 0 : 1;
        }

        Assert.InRange(refused, Rounds / 10, Rounds - Rounds / 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [FuzzTarget(typeof(GoJson))]
    [FuzzTarget(typeof(JsonRead))]
    public void Broken_bodies_are_refused_as_such(int seed)
    {
        var random = new Random(seed);
        var mutators = Bodies(random);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (type, mutator) = mutators[random.Next(mutators.Count)];
            var bytes = mutator.Next();
            refused += Attempt(bytes, seed, round, () => JsonRecords.All[type](bytes)) ? 0 : 1;
        }

        Assert.InRange(refused, Rounds / 10, Rounds - Rounds / 100);
    }

    private static bool Attempt(byte[] bytes, int seed, int round, Action decode)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            decode();
            return true;
        }
        catch (Exception refusal) when (refusal is WireFormatException or JsonFormatException)
        {
            return false;
        }
        catch (Exception crash)
        {
            Assert.Fail($"seed {seed}, round {round}, bytes {Convert.ToHexString(bytes)}: {crash}");
            throw;
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(
                allocated < 64 * 1024 + bytes.Length * BytesPerByteMax,
                $"seed {seed}, round {round}: {allocated} bytes for {bytes.Length}"
            );
        }
    }

    private static List<(byte[] Bytes, Reencoding.Again Again)> Messages() =>
        [
            .. Capture.Log.Select(c => (c.Bytes, Reencoding.OfLog[c.Kind])),
            .. Capture.Snapshot.Select(c => (c.Bytes, Reencoding.OfSnapshot[c.Kind])),
            .. Capture.Rpc.Select(c => (c.Bytes, Reencoding.OfMethod(c.Kind).Request)),
            .. Capture.Rpc.Where(c => c.Reply is not null).Select(c => (c.Reply!, Reencoding.OfMethod(c.Kind).Reply)),
        ];

    private static List<(string Type, Mutator Mutator)> Bodies(Random random)
    {
        var answers = RecordedJson
            .Rows("json-answers.jsonl")
            .Select(r => (Type: r.GetProperty("type").GetString()!, Text: r.GetProperty("json").GetRawText()));
        var requests = RecordedJson
            .Rows("json-requests.jsonl")
            .Select(r => (Type: r.GetProperty("type").GetString()!, Text: r.GetProperty("body").GetString()!));
        return
        [
            .. answers
                .Concat(requests.Where(r => r.Text.Length > 0))
                .GroupBy(r => r.Type, r => Encoding.UTF8.GetBytes(r.Text))
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, new Mutator(random, [.. g]))),
        ];
    }
}
