namespace Praetor.EndToEnd.Processes;

/// <summary>A real web server that the tests start and kill.</summary>
internal static class WebServer
{
    public static Program Start(int port, string folder) =>
        Program.Start("python3", ["-m", "http.server", $"{port}", "--bind", "127.0.0.1"], folder);
}
