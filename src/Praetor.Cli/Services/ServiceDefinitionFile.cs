using Praetor.Client;
using Praetor.Foundation.Hcl;

namespace Praetor.Cli.Services;

/// <summary>A service that a command line or a file defines.</summary>
/// <param name="Id">Empty where the name stands for it.</param>
/// <param name="Json">What the agent is to register.</param>
internal sealed record NamedDefinition(string Name, string Id, byte[] Json);

/// <summary>Finds the service definitions in configuration files, as an agent would read them.</summary>
internal static class ServiceDefinitionFile
{
    /// <summary>The definitions in a file, or in the files of a folder in the order of their names.</summary>
    /// <returns>What is wrong, in Consul's words, or null.</returns>
    public static string? Read(string path, List<NamedDefinition> definitions)
    {
        if (!Directory.Exists(path))
        {
            return IsConfiguration(path) || !File.Exists(path)
                ? ReadFile(path, definitions)
                : $"file {path} has unknown extension; must be .hcl or .json, or config format must be set";
        }

        foreach (var file in Directory.EnumerateFiles(path).Where(IsConfiguration).Order(StringComparer.Ordinal))
        {
            if (ReadFile(file, definitions) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static bool IsConfiguration(string path) =>
        path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".hcl", StringComparison.Ordinal);

    private static string? ReadFile(string path, List<NamedDefinition> definitions)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"config: Open failed on {path}. {FileFailure.Opening(path, failure)}";
        }

        var isRead = path.EndsWith(".json", StringComparison.Ordinal)
            ? JsonTree.TryRead(text, out var root, out var error)
            : HclTree.TryRead(text, out root, out error);
        if (!isRead)
        {
            return $"failed to parse {path}: {error}";
        }

        foreach (var entry in root.Entries)
        {
            if (IsNamed(entry, "service") || IsNamed(entry, "services"))
            {
                definitions.AddRange(Objects(entry.Value).Select(Definition));
            }
        }

        return null;
    }

    private static IEnumerable<ObjectNode> Objects(ValueNode node) =>
        node switch
        {
            ObjectNode single => [single],
            ListNode list => list.Items.OfType<ObjectNode>(),
            _ => [],
        };

    private static NamedDefinition Definition(ObjectNode node) =>
        new(TextOf(node, "name"), TextOf(node, "id"), DefinitionJson.Of(node));

    private static string TextOf(ObjectNode node, string key) => node.Find(key) is TextNode text ? text.Text : "";

    private static bool IsNamed(ObjectEntry entry, string name) =>
        string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase);
}
