namespace Praetor.Foundation.Wire;

/// <summary>The name of a property in Consul's msgpack and JSON, where C# has it otherwise.</summary>
/// <param name="name">For example <c>TLSSkipVerify</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldNameAttribute(string name) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;
}
