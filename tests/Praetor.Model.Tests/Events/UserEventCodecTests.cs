using Praetor.Foundation.Wire;
using Praetor.Model.Events;
using Praetor.Model.Rpc;
using Praetor.Model.Tests.Captures;
using Praetor.TestKit.Fuzzing;
using Xunit;

namespace Praetor.Model.Tests.Events;

/// <summary>The form of user events, which Consul puts into its requests to fire them: byte for byte.</summary>
public sealed class UserEventCodecTests
{
    private static readonly List<byte[]> Recorded =
    [
        .. Capture
            .Rpc.Where(static it => it.Kind == ServerMethods.InternalEventFire.Name)
            .Select(static it => WireRecords.Decode<EventFireRequest>(it.Bytes).Payload!),
    ];

    [Fact]
    public void Events_of_Consul_come_back_byte_for_byte()
    {
        Assert.True(Recorded.Count >= 6, $"only {Recorded.Count}");
        Assert.All(
            Recorded,
            static bytes => Assert.Equal(bytes, UserEventCodec.Encode(UserEventCodec.Decode(bytes, 7)))
        );
    }

    [Fact]
    public void Every_field_is_read_and_the_time_is_that_of_the_pool()
    {
        var it = UserEventCodec.Decode(Recorded[0], 7);

        Assert.Equal(("da29b7a0-a97b-888a-4d85-4effd0da8990", "deploy", 1), (it.ID, it.Name, it.Version));
        Assert.Equal(("c.*", "web", "v1"), (it.NodeFilter, it.ServiceFilter, it.TagFilter));
        Assert.Equal("payload-1"u8.ToArray(), it.Payload);
        Assert.Equal(7UL, it.LTime);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(70_000)]
    public void Texts_and_bytes_of_any_length_come_back(int length)
    {
        var it = new UserEvent
        {
            ID = new string('i', length),
            Name = "ü",
            Payload = new byte[length],
            Version = 1,
        };

        var again = UserEventCodec.Decode(UserEventCodec.Encode(it), 0);

        Assert.True(it.SameContent(again));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [FuzzTarget(typeof(UserEventCodec))]
    public void Broken_events_are_refused_as_such(int seed)
    {
        var mutator = new Mutator(new Random(seed), Recorded);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = mutator.Next();
            try
            {
                UserEventCodec.Decode(bytes, 0);
            }
            catch (WireFormatException)
            {
                // The one refusal that the agent catches.
            }
        }
    }
}
