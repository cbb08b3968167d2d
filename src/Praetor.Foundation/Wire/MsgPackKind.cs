namespace Praetor.Foundation.Wire;

/// <summary>The kinds of msgpack values.</summary>
public enum MsgPackKind
{
    /// <summary>Go's absent pointer, slice or map.</summary>
    Nil,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A floating point number.</summary>
    Fraction,

    /// <summary>Text or bytes.</summary>
    Raw,

    /// <summary>A list of values.</summary>
    Array,

    /// <summary>Pairs of key and value.</summary>
    Map,
}
