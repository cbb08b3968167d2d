using Praetor.Dns.Tests.Captures;
using Praetor.Dns.Tests.Fakes;
using Praetor.Model.Catalog;
using Xunit;

namespace Praetor.Dns.Tests.Answers;

/// <summary>Goal: the same bytes as a real Consul, where the same is in the catalog. Method: questions it was asked.</summary>
public sealed class CapturedAnswerTests
{
    public static TheoryData<string, long> Captured =>
        new()
        {
            // The second is the SOA's serial number, which is when it was asked.
            { "dns/0003", 1795628931 },
            { "dns/0004", 1795628931 },
            { "dns/0005", 1795628932 },
            { "dns/0006", 1795628932 },
            { "dns/0009", 0 },
            { "dns/0010", 0 },
            { "dns/0011", 0 },
            { "dns/0012", 0 },
            { "dns/0013", 0 },
            { "dns/0014", 0 },
            { "dns/0015", 1795628932 },
            { "dns/0016", 1795628933 },
        };

    [Theory]
    [MemberData(nameof(Captured))]
    public void Answers_have_the_bytes_of_Consul(string id, long now)
    {
        var catalog = new FakeCatalog();
        catalog.Add(
            catalog.AddNode("n1", "10.0.0.1"),
            new NodeService
            {
                Service = "redis",
                Address = "10.0.0.1",
                Port = 6379,
                Weights = new Weights { Passing = 10, Warning = 1 },
            },
            HealthStatus.Passing
        );
        var imported = catalog.AddNode("en", "10.7.7.7") with { PeerName = "east" };
        catalog.Add(imported, new NodeService { Service = "edge", Port = 7 }, HealthStatus.Passing);
        var capture = Capture.Of(id);

        var answer = new Client(catalog, Client.Settings, now).AskRaw(capture.Question);

        Assert.Equal(Convert.ToHexStringLower(capture.Answer), Convert.ToHexStringLower(answer));
    }
}
