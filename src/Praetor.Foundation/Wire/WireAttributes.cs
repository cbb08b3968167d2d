namespace Praetor.Foundation.Wire;

/// <summary>Has Praetor.Generators write <see cref="IWireRecord{TSelf}"/> for a partial record.</summary>
/// <remarks>Fields of base records are flattened into the map, as Go does with embedded structs.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WireRecordAttribute : Attribute;

/// <summary>Has Praetor.Generators write <see cref="IJsonRecord{TSelf}"/> for a partial record.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class JsonRecordAttribute : Attribute
{
    /// <summary>Go's name of the type, with package, as it stands in error texts; otherwise <c>structs.NAME</c>.</summary>
    public string? GoType { get; set; }

    /// <summary>
    /// Whether Consul decodes the type by a method of its own: error texts then name its fields <c>.Alias.NAME</c>.
    /// </summary>
    public bool DecodesItself { get; set; }

    /// <summary>Whether members that the record does not have are read over instead of refused.</summary>
    public bool IgnoresUnknown { get; set; }

    /// <summary>Names of members that are read over, because clients of old still send them.</summary>
    public string[]? Ignores { get; set; }
}

/// <summary>How a property stands in msgpack, where that is not simply its name and value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WireFieldAttribute : Attribute
{
    /// <summary>Whether the key is left out while the value is Go's zero value.</summary>
    public bool OmitEmpty { get; set; }

    /// <summary>Whether the property has no msgpack form.</summary>
    public bool Ignore { get; set; }
}

/// <summary>How a property stands in JSON, where that is not simply its name and value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonFieldAttribute : Attribute
{
    /// <summary>Further names that are understood when reading.</summary>
    public string[]? Aliases { get; set; }

    /// <summary>Whether the member is left out while the value is Go's zero value, or empty.</summary>
    public bool OmitEmpty { get; set; }

    /// <summary>Whether the property has no JSON form.</summary>
    public bool Ignore { get; set; }

    /// <summary>Go's name of the type in error texts, if it does not follow from the property's.</summary>
    public string? GoType { get; set; }

    /// <summary>How a duration is written and read.</summary>
    public DurationForm Duration { get; set; }
}

/// <summary>The forms a duration takes in Consul's JSON.</summary>
public enum DurationForm
{
    /// <summary>A number of nanoseconds, both ways.</summary>
    Number,

    /// <summary>Written as Go text, read as text or nanoseconds.</summary>
    Text,

    /// <summary>Written as a number of nanoseconds, read as text or nanoseconds.</summary>
    NumberReadsText,

    /// <summary>Written as nanoseconds; read as text, or as seconds below 1000 and nanoseconds from there on.</summary>
    LockDelay,
}
