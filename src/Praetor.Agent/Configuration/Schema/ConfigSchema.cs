using Praetor.Foundation;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>The tree of declared keys of one kind of object: the whole configuration, a service, a check.</summary>
internal sealed class ConfigSchema
{
    private readonly Section _root = new();
    private readonly bool _joinedNames;

    /// <param name="joinedNames">
    /// Whether a key may also be written without its underscores, as definitions of services and checks can.
    /// </param>
    public ConfigSchema(bool joinedNames, params ReadOnlySpan<KeyGroup> groups)
    {
        _joinedNames = joinedNames;
        var keys = new List<ConfigKey>();
        foreach (var group in groups)
        {
            keys.AddRange(group.All);
        }

        Keys = keys;
        foreach (var key in keys)
        {
            Place(key, key.Path);
            foreach (var alias in key.Aliases)
            {
                Place(key, alias);
            }
        }
    }

    /// <summary>All keys in order of declaration.</summary>
    public IReadOnlyList<ConfigKey> Keys { get; }

    /// <summary>Reads an object. Unknown keys and wrong values go to <paramref name="errors"/>.</summary>
    /// <param name="prefix">The path of the object itself, with a dot at its end unless it is the root.</param>
    /// <param name="source">The file, for messages.</param>
    public RawConfig Decode(ObjectNode node, string prefix, string source, DecodeErrors errors)
    {
        var raw = new RawConfig();
        Decode(node, _root, prefix, source, errors, raw);
        return raw;
    }

    private static void Decode(
        ObjectNode node,
        Section section,
        string prefix,
        string source,
        DecodeErrors errors,
        RawConfig raw
    )
    {
        foreach (var entry in node.Entries)
        {
            var path = prefix + entry.Key;
            if (!section.Members.TryGetValue(entry.Key, out var member))
            {
                errors.Unknown(path);
            }
            else if (member.Key is { } key)
            {
                if (key.Decode(entry.Value, prefix + member.Name, errors) is { } value)
                {
                    raw.Add(key, value, $"{source}:{entry.Position}");
                }
            }
            else if (
                entry.Value is not (NullNode or ListNode { Items: [] })
                && ValueKinds.ObjectOf(entry.Value, prefix + member.Name, errors) is { } below
            )
            {
                Decode(below, member.Section, prefix + member.Name + ".", source, errors, raw);
            }
        }
    }

    private void Place(ConfigKey key, string path)
    {
        var section = _root;
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (!section.Members.TryGetValue(name, out var member))
            {
                member = new Member(name, null, new Section());
                Place(section, member);
            }

            Invariant.Check(member.Key is null, $"{path} is not below a key");
            section = member.Section;
        }

        Place(section, new Member(names[^1], key, new Section()));
    }

    private void Place(Section section, Member member)
    {
        Invariant.Check(section.Members.TryAdd(member.Name, member), $"{member.Name} is declared once");
        if (_joinedNames)
        {
            section.Members.TryAdd(member.Name.Replace("_", "", StringComparison.Ordinal), member);
        }
    }

    private sealed class Section
    {
        public SortedList<string, Member> Members { get; } = new(StringComparer.OrdinalIgnoreCase);
    }

    private sealed record Member(string Name, ConfigKey? Key, Section Section);
}
