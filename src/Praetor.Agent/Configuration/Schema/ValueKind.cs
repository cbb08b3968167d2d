using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>How values of one type are read, merged, built and compared.</summary>
/// <remarks>
/// Types are taken strictly, as Consul takes them: a number in quotes is refused. A list of one stands for its element,
/// which is what HCL makes of a block.
/// </remarks>
internal abstract class ValueKind<T>
{
    /// <summary>The name for the reference page.</summary>
    public abstract string Name { get; }

    /// <summary>Whether values of several sources add up.</summary>
    public virtual bool Collects => false;

    public object? Decode(ValueNode node, string path, DecodeErrors errors) =>
        node switch
        {
            NullNode => null,
            ListNode { Items: [] } when !TakesLists => null,
            ListNode { Items: [var only] } when !TakesLists => Decode(only, path, errors),
            _ => Take(node, path, errors),
        };

    /// <summary>Reads a flag's text; what cannot be read is an error in <paramref name="errors"/>.</summary>
    public virtual object? DecodeFlag(string text, DecodeErrors errors) => text;

    public virtual object Merge(object earlier, object later) => later;

    /// <summary>Builds the value; what only building finds goes to <paramref name="error"/>.</summary>
    public virtual T Parse(object raw, out string? error)
    {
        error = null;
        return (T)raw;
    }

    public virtual bool Same(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);

    /// <summary>Whether a list is a value of this type rather than a wrapping.</summary>
    protected virtual bool TakesLists => false;

    protected abstract object? Take(ValueNode node, string path, DecodeErrors errors);

    private protected static object? Unconvertible(ValueNode node, string goType, string path, DecodeErrors errors)
    {
        errors.Add(
            $"'{path}' expected type '{goType}', got unconvertible type '{node.GoType}', value: '{GoValue.Show(node)}'"
        );
        return null;
    }
}
