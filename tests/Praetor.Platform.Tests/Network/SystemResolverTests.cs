using System.Net;
using Praetor.Foundation.Network;
using Praetor.Platform.Network;
using Xunit;

namespace Praetor.Platform.Tests.Network;

public sealed class SystemResolverTests
{
    [Fact]
    public async Task The_machines_own_names_are_known() =>
        Assert.Contains(
            await new SystemResolver().ResolveAsync("localhost", CancellationToken.None),
            static address => IPAddress.IsLoopback(address)
        );

    [Theory]
    [InlineData("no.such.host.invalid")]
    [InlineData("two..dots")]
    public async Task A_name_that_nobody_knows_is_said_in_the_words_of_Go(string name)
    {
        var unknown = await Assert.ThrowsAsync<TransportException>(() =>
            new SystemResolver().ResolveAsync(name, CancellationToken.None).AsTask()
        );
        Assert.Equal($"lookup {name}: no such host", unknown.Message);
    }

    [Fact]
    public Task A_name_longer_than_any_is_nobodys() =>
        A_name_that_nobody_knows_is_said_in_the_words_of_Go(new string('a', 300));
}
