using Praetor.Foundation.Hcl;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>A truth value.</summary>
internal sealed class BoolKind : ValueKind<bool>
{
    public override string Name => "bool";

    public override object? DecodeFlag(string text, DecodeErrors errors)
    {
        var fault = GoNumber.ParseBool(text, out var value);
        return fault == GoNumberFault.None
            ? value
            : ValueKinds.Refused(GoNumber.Describe("ParseBool", text, fault), errors);
    }

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        node is TruthNode truth ? truth.Value : Unconvertible(node, "bool", path, errors);
}

/// <summary>A whole number of 32 bits.</summary>
internal sealed class IntegerKind : ValueKind<int>
{
    public override string Name => "int";

    public override object? DecodeFlag(string text, DecodeErrors errors)
    {
        var fault = GoNumber.ParseDecimal(text, out var value);
        return fault == GoNumberFault.None && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : ValueKinds.Refused(
                GoNumber.Describe("Atoi", text, fault == GoNumberFault.None ? GoNumberFault.Range : fault),
                errors
            );
    }

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        node is not NumberNode number ? Unconvertible(node, "int", path, errors)
        : ValueKinds.Whole(number) is >= int.MinValue and <= int.MaxValue ? (int)ValueKinds.Whole(number)
        : ValueKinds.Overflow(number, "int", path, errors);
}

/// <summary>A whole number of 64 bits.</summary>
internal sealed class LongKind : ValueKind<long>
{
    public override string Name => "int";

    public override object? DecodeFlag(string text, DecodeErrors errors)
    {
        var fault = GoNumber.ParseDecimal(text, out var value);
        return fault == GoNumberFault.None ? value : ValueKinds.Refused(GoNumber.Describe("Atoi", text, fault), errors);
    }

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        node is NumberNode number ? ValueKinds.Whole(number) : Unconvertible(node, "int", path, errors);
}

/// <summary>A whole number that is not negative.</summary>
internal sealed class UnsignedKind : ValueKind<ulong>
{
    public override string Name => "uint";

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        node is not NumberNode number ? Unconvertible(node, "uint64", path, errors)
        : ValueKinds.Whole(number) >= 0 ? (ulong)ValueKinds.Whole(number)
        : ValueKinds.Overflow(number, "uint", path, errors);
}

/// <summary>A number with a fraction.</summary>
internal sealed class FractionKind : ValueKind<double>
{
    public override string Name => "float";

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        node is NumberNode number ? number.Value : Unconvertible(node, "float64", path, errors);
}

/// <summary>A text.</summary>
internal sealed class TextKind : ValueKind<string>
{
    public override string Name => "string";

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        node is TextNode text ? text.Text : Unconvertible(node, "string", path, errors);
}

/// <summary>Decoded as a text; whether it is a duration is found when the whole is built, as in Consul.</summary>
internal sealed class DurationKind : ValueKind<GoDuration>
{
    public override string Name => "duration";

    public override GoDuration Parse(object raw, out string? error)
    {
        var text = (string)raw;
        error = GoDuration.TryParse(text, out var duration, out var words)
            ? null
            : $"invalid duration: {GoQuote.Quote(text)}: {words}";
        return duration;
    }

    protected override object? Take(ValueNode node, string path, DecodeErrors errors) =>
        node is TextNode text ? text.Text : Unconvertible(node, "string", path, errors);
}
