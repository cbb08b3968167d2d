namespace Praetor.Generators;

/// <summary>
/// What the generator knows of one record. Only values: the compiler's incremental pipeline compares it with the one
/// from before, and writes nothing when they are equal.
/// </summary>
internal sealed record RecordModel(
    string Namespace,
    string Name,
    bool IsWire,
    bool IsJson,
    string GoType,
    bool DecodesItself,
    bool IgnoresUnknown,
    EquatableList<string> Ignores,
    EquatableList<FieldModel> Fields
);

/// <summary>One property of a record, its own or a base record's.</summary>
internal sealed record FieldModel(string Property, string WireName, TypeModel Type, WireRules Wire, JsonRules Json);

/// <summary>How a property stands in msgpack.</summary>
internal sealed record WireRules(bool Ignore, bool OmitEmpty);

/// <summary>How a property stands in JSON.</summary>
internal sealed record JsonRules(
    bool Ignore,
    bool OmitEmpty,
    string GoType,
    string Duration,
    EquatableList<string> Aliases
);

/// <summary>A property's type, as far as codecs care.</summary>
/// <param name="Kind">Which form it has.</param>
/// <param name="Name">Its C# name, in full, with <c>?</c> where null is allowed.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Element">What a list or map holds.</param>
internal sealed record TypeModel(TypeKindModel Kind, string Name, bool IsNullable, TypeModel? Element);

internal enum TypeKindModel
{
    Text,
    Boolean,
    NullableBoolean,
    Signed32,
    Unsigned32,
    Signed64,
    Unsigned64,
    Real,
    Duration,
    Key,
    Bytes,
    Untyped,
    Record,
    List,
    Map,
}
