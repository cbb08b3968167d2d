using System.Globalization;
using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Files;
using Praetor.Foundation.Hcl;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Sources;

/// <summary>Reads files and folders into what they say; all that is wrong with them goes to the lists given.</summary>
internal sealed class SourceReader(
    IConfigFiles files,
    string format,
    List<ConfigProblem> problems,
    List<string> warnings
)
{
    /// <summary>What the file, or each file of the folder in byte order of the names, says.</summary>
    public IEnumerable<RawConfig> Read(string path)
    {
        switch (files.Examine(path, out var error))
        {
            case ConfigPathKind.File when FormatOf(path) is null:
                problems.Add(
                    new($"file {path} has unknown extension; must be .hcl or .json, or config format must be set", "")
                );
                return [];
            case ConfigPathKind.File:
                return ReadAll([path]);
            case ConfigPathKind.Folder when files.List(path, out error) is { } inside:
                return ReadAll([.. inside.Order(StringComparer.Ordinal).Where(IsConfiguration)]);
            case ConfigPathKind.Folder:
                problems.Add(new($"config: Readdir failed on {path}. {error}", ""));
                return [];
            default:
                problems.Add(new($"config: Open failed on {path}. open {path}: {error}", ""));
                return [];
        }
    }

    /// <summary>What a text says, or null when it cannot be read.</summary>
    public RawConfig? Parse(string source, string text, bool json)
    {
        var read = json
            ? JsonTree.TryRead(text, out var node, out var error)
            : HclTree.TryRead(text, out node, out error);
        if (!read)
        {
            problems.Add(new($"failed to parse {source}: {error}", "") { Source = source });
            return null;
        }

        var errors = new DecodeErrors();
        var raw = AgentKeys.Schema.Decode(node, "", source, errors);
        if (errors.WrongValues is { Count: > 0 } wrong)
        {
            var count = wrong.Count.ToString(CultureInfo.InvariantCulture);
            problems.Add(
                new(
                    $"failed to parse {source}: {count} error(s) decoding:\n\n"
                        + string.Join('\n', wrong.Select(line => "* " + line)),
                    ""
                )
                {
                    Source = source,
                }
            );
        }

        if (errors.UnknownKeys is { Count: > 0 } unknown)
        {
            problems.Add(
                new(
                    $"failed to parse {source}: "
                        + MultiError.Format([.. unknown.Select(key => $"invalid config key {key}")]),
                    unknown[0]
                )
                {
                    Source = source,
                }
            );
        }

        warnings.AddRange(DeprecatedKeys.Apply(raw));
        return raw;
    }

    private IEnumerable<RawConfig> ReadAll(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (files.Read(path, out var error) is not { } text)
            {
                problems.Add(new($"config: ReadFile failed on {path}: {error}", "") { Source = path });
            }
            else if (Parse(path, text, FormatOf(path) == "json") is { } raw)
            {
                yield return raw;
            }
        }
    }

    private bool IsConfiguration(string path)
    {
        if (FormatOf(path) is not null)
        {
            return true;
        }

        warnings.Add($"skipping file {path}, extension must be .hcl or .json, or config format must be set");
        return false;
    }

    private string? FormatOf(string path) =>
        format.Length > 0 ? format
        : path.EndsWith(".json", StringComparison.Ordinal) ? "json"
        : path.EndsWith(".hcl", StringComparison.Ordinal) ? "hcl"
        : null;
}
