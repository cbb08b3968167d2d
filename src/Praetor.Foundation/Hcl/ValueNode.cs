using System.Globalization;

namespace Praetor.Foundation.Hcl;

/// <summary>Where something stands in a text; both count from one, columns in UTF-16 units.</summary>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");
}

/// <summary>
/// A value read from HCL or JSON, with its place in the text. One tree for both, so that one decoder reads both; the
/// one difference left is that HCL makes a list of objects of every object.
/// </summary>
public abstract record ValueNode(TextPosition Position)
{
    /// <summary>The Go type a generic decoder would give this value: part of Consul's error texts.</summary>
    public abstract string GoType { get; }

    /// <summary>The Go kind of that type: part of Consul's error texts.</summary>
    public virtual string GoKind => GoType;
}

/// <summary>One member of an object. Keys may repeat; the order is that of the text.</summary>
public sealed record ObjectEntry(string Key, TextPosition Position, ValueNode Value);

/// <summary>An object.</summary>
public sealed record ObjectNode(TextPosition Position, IReadOnlyList<ObjectEntry> Entries) : ValueNode(Position)
{
    /// <summary>An object without members.</summary>
    public static ObjectNode Empty { get; } = new(default, []);

    /// <inheritdoc/>
    public override string GoType => "map[string]interface {}";

    /// <inheritdoc/>
    public override string GoKind => "map";

    /// <summary>The last member of that name, ignoring case, or null.</summary>
    public ValueNode? Find(string key)
    {
        for (var at = Entries.Count - 1; at >= 0; at--)
        {
            if (string.Equals(Entries[at].Key, key, StringComparison.OrdinalIgnoreCase))
            {
                return Entries[at].Value;
            }
        }

        return null;
    }
}

/// <summary>A list.</summary>
public sealed record ListNode(TextPosition Position, IReadOnlyList<ValueNode> Items) : ValueNode(Position)
{
    /// <summary>Whether HCL made this list of the objects or blocks of one name, rather than an author in brackets.</summary>
    public bool IsBlocks { get; init; }

    /// <inheritdoc/>
    public override string GoType =>
        Items.Count > 0 && Items.All(item => item is ObjectNode) ? "[]map[string]interface {}" : "[]interface {}";

    /// <inheritdoc/>
    public override string GoKind => "slice";
}

/// <summary>A text.</summary>
public sealed record TextNode(TextPosition Position, string Text) : ValueNode(Position)
{
    /// <inheritdoc/>
    public override string GoType => "string";
}

/// <summary>A number.</summary>
/// <param name="Value">The number; whole numbers beyond 2^53 lose digits here and keep them in <paramref name="Whole"/>.</param>
/// <param name="Whole">The number as HCL reads one without a fraction; null in JSON, where every number is a fraction.</param>
public sealed record NumberNode(TextPosition Position, double Value, long? Whole) : ValueNode(Position)
{
    /// <inheritdoc/>
    public override string GoType => Whole is null ? "float64" : "int";
}

/// <summary>A truth value.</summary>
public sealed record TruthNode(TextPosition Position, bool Value) : ValueNode(Position)
{
    /// <inheritdoc/>
    public override string GoType => "bool";
}

/// <summary>JSON's null: the same as leaving the member out.</summary>
public sealed record NullNode(TextPosition Position) : ValueNode(Position)
{
    /// <inheritdoc/>
    public override string GoType => "<nil>";
}
