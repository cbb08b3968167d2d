using CsCheck;
using Praetor.Gossip.Swim;
using Xunit;

namespace Praetor.Gossip.Tests.Swim;

public sealed class BroadcastQueueTests
{
    [Fact]
    public void Those_sent_least_often_come_first_then_the_largest_then_the_newest()
    {
        var queue = new BroadcastQueue(() => 9, () => 100);
        queue.Add("a", new byte[] { 1, 0 });
        Assert.Equal([1], Take(queue, 2));
        queue.Add("b", new byte[] { 2 });
        queue.Add("c", new byte[] { 3, 0 });
        queue.Add("d", new byte[] { 4, 0 });

        Assert.Equal([4, 3, 2, 1], Take(queue, 100));
    }

    [Fact]
    public void A_message_that_does_not_fit_lets_a_smaller_one_pass()
    {
        var queue = new BroadcastQueue(() => 9, () => 100);
        queue.Add("large", new byte[50]);
        queue.Add("small", new byte[] { 1 });

        Assert.Equal([1], Take(queue, 10));
    }

    [Fact]
    public void A_newer_message_about_the_same_takes_the_place_of_the_old_one()
    {
        var queue = new BroadcastQueue(() => 9, () => 100);
        var old = queue.Add("n2", new byte[] { 1 });
        var other = queue.Add("n2", new byte[] { 2 });

        Assert.True(old.IsFinished);
        Assert.False(other.IsFinished);
        Assert.Equal([2], Take(queue, 100));
    }

    [Fact]
    public void A_message_is_finished_when_it_was_sent_as_often_as_the_limit_says()
    {
        var queue = new BroadcastQueue(() => 2, () => 100);
        var broadcast = queue.Add(null, new byte[] { 1 });

        Take(queue, 100);
        Assert.False(broadcast.IsFinished);
        Take(queue, 100);
        Assert.True(broadcast.IsFinished);
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Over_its_depth_the_queue_drops_what_was_sent_most_often()
    {
        var queue = new BroadcastQueue(() => 9, () => 2);
        queue.Add("a", new byte[] { 1 });
        Take(queue, 100);
        queue.Add("b", new byte[] { 2 });
        queue.Add("c", new byte[] { 3 });

        Assert.Equal(1, queue.Dropped);
        Assert.Equal([3, 2], Take(queue, 100));
    }

    [Fact]
    public void Whatever_is_added_and_taken_every_message_is_sent_to_its_limit_and_none_over_the_bytes() =>
        Gen.Select(Gen.Int[1, 40].Array[1, 30], Gen.Int[45, 200], Gen.Int[1, 6])
            .Sample(
                (lengths, bytesMax, limit) =>
                {
                    var queue = new BroadcastQueue(() => limit, () => 100);
                    for (var i = 0; i < lengths.Length; i++)
                    {
                        var message = new byte[lengths[i]];
                        message[0] = (byte)i;
                        queue.Add(null, message);
                    }

                    var sent = new int[lengths.Length];
                    for (var rounds = 0; queue.Count > 0 && rounds < 10_000; rounds++)
                    {
                        var taken = new List<ReadOnlyMemory<byte>>();
                        var used = queue.Take(3, bytesMax, 255, taken);
                        Assert.Equal(taken.Sum(message => 3 + message.Length), used);
                        Assert.InRange(used, 1, bytesMax);
                        taken.ForEach(message => sent[message.Span[0]]++);
                    }

                    return sent.All(times => times == limit);
                },
                iter: 300
            );

    [Fact]
    public void Whatever_waits_a_packet_gets_what_a_walk_through_all_in_order_would_give_it() =>
        Gen.Select(Gen.Int[1, 60].Array[1, 40], Gen.Int[1, 200].Array[1, 20])
            .Sample(
                (lengths, packets) =>
                {
                    var queue = new BroadcastQueue(() => 100, () => 100);
                    var waiting = new List<(int Sent, int Length, int Number)>();
                    for (var number = 0; number < lengths.Length; number++)
                    {
                        queue.Add(
                            null,
                            new byte[lengths[number]]
                                .Select(_ => (byte)number)
                                .ToArray()
                        );
                        waiting.Add((0, lengths[number], number));
                    }

                    foreach (var bytesMax in packets)
                    {
                        var expected = new List<int>();
                        var left = bytesMax;
                        foreach (var it in waiting.OrderBy(it => (it.Sent, -it.Length, -it.Number)).ToList())
                        {
                            if (it.Length <= left)
                            {
                                left -= it.Length;
                                expected.Add(it.Number);
                                waiting[it.Number] = it with { Sent = it.Sent + 1 };
                            }
                        }

                        Assert.Equal(expected, Take(queue, bytesMax));
                    }
                },
                iter: 300
            );

    private static int[] Take(BroadcastQueue queue, int bytesMax)
    {
        var taken = new List<ReadOnlyMemory<byte>>();
        queue.Take(0, bytesMax, 255, taken);
        return [.. taken.Select(message => (int)message.Span[0])];
    }
}
