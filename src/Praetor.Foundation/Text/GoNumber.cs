using System.Buffers;
using System.Globalization;

namespace Praetor.Foundation.Text;

/// <summary>What can be wrong with a text that should be a number or a truth value.</summary>
public enum GoNumberFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>It is no such value: Go's <c>invalid syntax</c>.</summary>
    Syntax,

    /// <summary>It is one, but does not fit: Go's <c>value out of range</c>.</summary>
    Range,
}

/// <summary>Reads numbers and truth values as Go's strconv package does: https://pkg.go.dev/strconv.</summary>
public static class GoNumber
{
    private static readonly SearchValues<char> FloatCharacters = SearchValues.Create("0123456789.eE+-");

    /// <summary>Reads <c>1 t T TRUE true True</c> and their opposites, and nothing else.</summary>
    public static GoNumberFault ParseBool(string text, out bool value)
    {
        value = text is "1" or "t" or "T" or "TRUE" or "true" or "True";
        return value || text is "0" or "f" or "F" or "FALSE" or "false" or "False"
            ? GoNumberFault.None
            : GoNumberFault.Syntax;
    }

    /// <summary>Reads a decimal integer with an optional sign (Go's <c>Atoi</c>).</summary>
    public static GoNumberFault ParseDecimal(string text, out long value)
    {
        value = 0;
        var fault = Magnitude(WithoutSign(text, out var negative), 10, out var magnitude);
        return fault == GoNumberFault.None ? Signed(magnitude, negative, out value) : fault;
    }

    /// <summary>Reads an integer with an optional sign and base prefix (<c>0x</c>, <c>0o</c>, <c>0</c>, <c>0b</c>).</summary>
    public static GoNumberFault ParseInteger(string text, out long value)
    {
        value = 0;
        var digits = WithoutSign(text, out var negative);
        var fault = Magnitude(WithoutPrefix(digits, out var radix), radix, out var magnitude);
        return fault == GoNumberFault.None ? Signed(magnitude, negative, out value) : fault;
    }

    /// <summary>Reads an integer without sign, with an optional base prefix.</summary>
    public static GoNumberFault ParseUnsigned(string text, out ulong value) =>
        Magnitude(WithoutPrefix(text, out var radix), radix, out value);

    /// <summary>Reads an integer without sign or prefix (Go's <c>ParseUint</c> with a base).</summary>
    /// <param name="text">The digits.</param>
    /// <param name="radix">2 to 16.</param>
    /// <param name="value">What was read.</param>
    public static GoNumberFault ParseUnsigned(string text, uint radix, out ulong value) =>
        Magnitude(text, radix, out value);

    /// <summary>Reads a decimal fraction, with exponent, or <c>inf</c> or <c>nan</c>.</summary>
    public static GoNumberFault ParseFloat(string text, out double value)
    {
        const NumberStyles Styles =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var name = WithoutSign(text, out var negative);
        if (
            name.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || name.Equals("infinity", StringComparison.OrdinalIgnoreCase)
        )
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return GoNumberFault.None;
        }

        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return GoNumberFault.None;
        }

        // The words above are all that may be spelled with letters; .NET knows others, such as its infinity sign.
        if (
            name.IsEmpty
            || name.ContainsAnyExcept(FloatCharacters)
            || !double.TryParse(text, Styles, CultureInfo.InvariantCulture, out value)
        )
        {
            value = 0;
            return GoNumberFault.Syntax;
        }

        return double.IsInfinity(value) ? GoNumberFault.Range : GoNumberFault.None;
    }

    /// <summary>The error text of the strconv function named, for example <c>strconv.Atoi: parsing "x": invalid syntax</c>.</summary>
    public static string Describe(string function, string text, GoNumberFault fault) =>
        $"strconv.{function}: parsing {GoQuote.Quote(text)}: {(fault == GoNumberFault.Range ? "value out of range" : "invalid syntax")}";

    private static ReadOnlySpan<char> WithoutSign(string text, out bool negative)
    {
        negative = text.StartsWith('-');
        return negative || text.StartsWith('+') ? text.AsSpan(1) : text;
    }

    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> digits, out uint radix)
    {
        radix = digits switch
        {
            ['0', 'x' or 'X', ..] => 16,
            ['0', 'o' or 'O', ..] => 8,
            ['0', 'b' or 'B', ..] => 2,
            ['0', _, ..] => 8,
            _ => 10,
        };
        return radix == 10 ? digits
            : digits is [_, 'o' or 'O' or 'x' or 'X' or 'b' or 'B', ..] ? digits[2..]
            : digits[1..];
    }

    private static GoNumberFault Magnitude(ReadOnlySpan<char> digits, uint radix, out ulong value)
    {
        value = 0;
        if (digits.IsEmpty)
        {
            return GoNumberFault.Syntax;
        }

        var overflow = false;
        foreach (var character in digits)
        {
            if (
                !char.IsAsciiHexDigit(character)
                || Convert.ToUInt32(character.ToString(), 16) is var digit && digit >= radix
            )
            {
                value = 0;
                return GoNumberFault.Syntax;
            }

            overflow |= value > (ulong.MaxValue - digit) / radix;
            value = unchecked(value * radix + digit);
        }

        return overflow ? GoNumberFault.Range : GoNumberFault.None;
    }

    private static GoNumberFault Signed(ulong magnitude, bool negative, out long value)
    {
        value = unchecked(negative ? -(long)magnitude : (long)magnitude);
        return magnitude <= long.MaxValue || (negative && magnitude == 1UL << 63)
            ? GoNumberFault.None
            : GoNumberFault.Range;
    }
}
