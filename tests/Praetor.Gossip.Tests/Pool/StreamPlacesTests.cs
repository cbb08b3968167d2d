using System.Net;
using Praetor.Gossip.Pool;
using Xunit;

namespace Praetor.Gossip.Tests.Pool;

public sealed class StreamPlacesTests
{
    [Fact]
    public void All_addresses_together_have_no_more_than_all_places()
    {
        var places = new StreamPlaces();
        var taken = 0;
        for (var n = 0; n < 2 * StreamPlaces.All; n++)
        {
            taken += places.TryTake(AddressOf(n)) ? 1 : 0;
        }

        Assert.Equal(StreamPlaces.All, taken);
        places.Give(AddressOf(0));
        Assert.True(places.TryTake(AddressOf(5000)));
        Assert.False(places.TryTake(AddressOf(5001)));
    }

    [Fact]
    public void One_address_has_its_part_and_gets_it_back()
    {
        var places = new StreamPlaces();
        for (var n = 0; n < StreamPlaces.OfOneAddress; n++)
        {
            Assert.True(places.TryTake(AddressOf(1)));
        }

        Assert.False(places.TryTake(AddressOf(1)));
        Assert.True(places.TryTake(AddressOf(2)));
        places.Give(AddressOf(1));
        Assert.True(places.TryTake(AddressOf(1)));
    }

    private static IPAddress AddressOf(int number) => new([10, 0, (byte)(number >> 8), (byte)number]);
}
