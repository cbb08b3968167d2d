namespace Praetor.EndToEnd.Processes;

/// <summary>Questions asked with Debian's dig.</summary>
internal static class Dig
{
    /// <summary>The answers' data, a line each, sorted; empty when there are none.</summary>
    public static async Task<IReadOnlyList<string>> ShortAsync(int port, string name, string type, params string[] more)
    {
        string[] question = ["@127.0.0.1", "-p", $"{port}", "+short", "+tries=1", "+timeout=5", .. more, name, type];
        await using var dig = Program.Start("dig", question);
        await dig.ExitedAsync(TimeSpan.FromSeconds(20));
        return [.. dig.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }
}
