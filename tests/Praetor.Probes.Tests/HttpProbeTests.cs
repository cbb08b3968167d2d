using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Xunit;

namespace Praetor.Probes.Tests;

public sealed class HttpProbeTests
{
    private readonly HttpProbe _probe = new(TimeProvider.System);

    [Theory]
    [InlineData("200 OK", HealthStatus.Passing)]
    [InlineData("204 No Content", HealthStatus.Passing)]
    [InlineData("429 Too Many Requests", HealthStatus.Warning)]
    [InlineData("404 Not Found", HealthStatus.Critical)]
    [InlineData("500 Internal Server Error", HealthStatus.Critical)]
    public async Task The_status_decides_and_the_answer_is_told(string answer, string status)
    {
        await using var server = new LocalServer(_ =>
            LocalServer.Answer(answer, answer.StartsWith("204", StringComparison.Ordinal) ? "" : "fine")
        );
        var type = new CheckType { Http = $"http://{server.Address}/health" };
        var (found, output) = await Probing.RunAsync(_probe, type);
        Assert.Equal(status, found);
        Assert.StartsWith($"HTTP GET {type.Http}: {answer} Output: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Method_headers_and_body_are_sent_as_the_check_says()
    {
        await using var server = new LocalServer(static _ => LocalServer.Answer("200 OK", ""));
        await Probing.RunAsync(
            _probe,
            new CheckType
            {
                Http = $"http://{server.Address}/x",
                Method = "POST",
                Body = "{\"q\":1}",
                Header = new SortedList<string, IReadOnlyList<string>?>(StringComparer.Ordinal)
                {
                    ["X-Probe"] = ["one"],
                    ["User-Agent"] = ["mine"],
                    ["Host"] = ["other.example"],
                },
            }
        );
        Assert.StartsWith("POST /x HTTP/1.1\r\n", server.Request, StringComparison.Ordinal);
        Assert.Contains("X-Probe: one\r\n", server.Request, StringComparison.Ordinal);
        Assert.Contains("User-Agent: mine\r\n", server.Request, StringComparison.Ordinal);
        Assert.Contains("Host: other.example\r\n", server.Request, StringComparison.Ordinal);
        Assert.Contains("Accept: text/plain, text/*, */*\r\n", server.Request, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", server.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_followed_unless_the_check_forbids_it()
    {
        await using var server = new LocalServer(static request =>
            request.StartsWith("GET /from ", StringComparison.Ordinal)
                ? "HTTP/1.1 302 Found\r\nLocation: /to\r\nContent-Length: 0\r\n\r\n"
                : LocalServer.Answer("200 OK", "there")
        );
        var type = new CheckType { Http = $"http://{server.Address}/from" };
        Assert.Equal(HealthStatus.Passing, (await Probing.RunAsync(_probe, type)).Status);
        Assert.Equal(
            (HealthStatus.Critical, $"HTTP GET {type.Http}: 302 Found Output: "),
            await Probing.RunAsync(_probe, type with { DisableRedirects = true })
        );
    }

    [Fact]
    public async Task Of_a_long_answer_the_end_is_kept()
    {
        await using var server = new LocalServer(static _ =>
            LocalServer.Answer("200 OK", new string('a', 9_000) + "end")
        );
        var (_, output) = await Probing.RunAsync(_probe, new CheckType { Http = $"http://{server.Address}/" }, 5);
        Assert.EndsWith("Output: aaend", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_in_Gos_words()
    {
        var address = Probing.ClosedAddress();
        Assert.Equal(
            (HealthStatus.Critical, $"Get \"http://{address}/\": dial tcp {address}: connect: connection refused"),
            await Probing.RunAsync(_probe, new CheckType { Http = $"http://{address}/" })
        );
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_critical_when_the_time_is_up()
    {
        await using var server = new LocalServer(static _ => null);
        var type = new CheckType { Http = $"http://{server.Address}/", Timeout = GoDuration.FromMilliseconds(50) };
        Assert.Equal(
            (
                HealthStatus.Critical,
                $"Get \"{type.Http}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
            ),
            await Probing.RunAsync(_probe, type)
        );
    }

    [Fact]
    public async Task A_URL_that_is_none_is_critical() =>
        Assert.Equal(
            HealthStatus.Critical,
            (await Probing.RunAsync(_probe, new CheckType { Http = "not a url" })).Status
        );
}
