using Xunit;

namespace Praetor.Model.Tests.Captures;

/// <summary>
/// Goal: what Consul wrote is understood to the last field, and what we write is what Consul would have written.
/// Method: decode each captured message, encode the result, compare byte for byte with maps as sets of pairs.
/// </summary>
public sealed class CaptureTests
{
    [Fact]
    public void Log_entries_come_back_as_they_were() => ComeBack(Capture.Log, Reencoding.OfLog, 235);

    [Fact]
    public void Snapshot_records_come_back_as_they_were() => ComeBack(Capture.Snapshot, Reencoding.OfSnapshot, 204);

    [Fact]
    public void Requests_and_replies_come_back_as_they_were()
    {
        var replies = 0;
        foreach (var capture in Capture.Rpc)
        {
            var (request, reply) = Reencoding.OfMethod(capture.Kind);
            AssertSame(capture.Id + " request", capture.Bytes, request);
            if (capture.Reply is not null)
            {
                AssertSame(capture.Id + " reply", capture.Reply, reply);
                replies++;
            }
        }

        Assert.True(replies > 200, $"only {replies} replies were there to compare");
    }

    [Fact]
    public void The_comparison_sees_every_single_byte()
    {
        var bytes = Capture.Log.First(c => c.Kind == "Session").Bytes;
        var original = RawMsgPack.Describe(bytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            Assert.NotEqual(original, DescribeOrNot(changed));
        }

        static string DescribeOrNot(byte[] bytes)
        {
            try
            {
                return RawMsgPack.Describe(bytes);
            }
            catch (Exception broken) when (broken is InvalidDataException or ArgumentException or IndexOutOfRangeException)
            {
                return "no message";
            }
        }
    }

    private static void ComeBack(IReadOnlyList<Capture> captures, SortedList<string, Reencoding.Again> kinds, int count)
    {
        Assert.Equal(count, captures.Count);
        Assert.Equal(kinds.Keys, captures.Select(c => c.Kind).Distinct().Order(StringComparer.Ordinal));
        foreach (var capture in captures)
        {
            AssertSame(capture.Id, capture.Bytes, kinds[capture.Kind]);
        }
    }

    private static void AssertSame(string id, byte[] bytes, Reencoding.Again again)
    {
        var expected = id + "\n" + RawMsgPack.Describe(bytes);
        Assert.Equal(expected, id + "\n" + RawMsgPack.Describe(again(bytes)));
    }
}
