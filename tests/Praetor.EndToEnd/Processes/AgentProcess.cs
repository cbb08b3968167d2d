using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Praetor.EndToEnd.Processes;

/// <summary>A real agent, in a process and folder of its own, on free ports of the loopback.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private readonly HttpClient _http;
    private Program? _program;

    public AgentProcess(Func<AgentProcess, JsonObject>? configure = null)
    {
        Folder = Directory.CreateTempSubdirectory("praetor-").FullName;
        (HttpPort, DnsPort, ServerPort, SerfLanPort, SerfWanPort) = (
            FreePort(),
            FreePort(),
            FreePort(),
            FreePort(),
            FreePort()
        );
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{HttpPort}") };
        Directory.CreateDirectory(ConfigFolder);
        WriteConfig("00-base.json", Base());
        if (configure is not null)
        {
            WriteConfig("50-test.json", configure(this));
        }
    }

    public string Folder { get; }

    public string ConfigFolder => Path.Combine(Folder, "config.d");

    public string DataFolder => Path.Combine(Folder, "data");

    public int HttpPort { get; }

    public int DnsPort { get; }

    public int ServerPort { get; }

    public int SerfLanPort { get; }

    public int SerfWanPort { get; }

    public Program Process => _program ?? throw new InvalidOperationException("The agent is not started.");

    public HttpClient Http => _http;

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public void WriteConfig(string name, JsonNode content) =>
        File.WriteAllText(Path.Combine(ConfigFolder, name), content.ToJsonString());

    /// <summary>Starts it and waits until it leads and answers.</summary>
    public async Task StartAsync(params string[] wrapper)
    {
        IEnumerable<string> command = [.. wrapper, Repository.Binary, "agent", "-config-dir", ConfigFolder];
        _program = Program.Start(command.First(), command.Skip(1), Folder);
        await Eventually.HoldsAsync(
            "the agent leads",
            async () =>
            {
                Assert.False(_program.HasExited, $"The agent ended:\n{_program.Errors}{_program.Output}");
                return await _http.GetStringAsync("/v1/status/leader");
            },
            static leader => leader.Length > 2
        );
    }

    /// <summary>kill -9, as a crash or the kernel does it.</summary>
    public Task KillAsync() => Process.KillAsync();

    public async Task<bool> PutAsync(string path, string body)
    {
        using var answer = await _http.PutAsync(path, new StringContent(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"PUT {path}: {(int)answer.StatusCode} {text}");
        return text.Trim() is "true" or "";
    }

    public async Task<JsonNode> GetJsonAsync(string path) =>
        JsonNode.Parse(await _http.GetStringAsync(path)) ?? throw new JsonException($"GET {path} answered null");

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        _http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private JsonObject Base() =>
        new()
        {
            ["server"] = true,
            ["bootstrap_expect"] = 1,
            ["node_name"] = "alpha",
            ["datacenter"] = "dc1",
            ["data_dir"] = DataFolder,
            ["bind_addr"] = "127.0.0.1",
            ["client_addr"] = "127.0.0.1",
            ["disable_update_check"] = true,
            ["performance"] = new JsonObject { ["raft_multiplier"] = 1 },
            ["ports"] = new JsonObject
            {
                ["http"] = HttpPort,
                ["dns"] = DnsPort,
                ["server"] = ServerPort,
                ["serf_lan"] = SerfLanPort,
                ["serf_wan"] = SerfWanPort,
                ["grpc"] = -1,
                ["grpc_tls"] = -1,
            },
        };
}
