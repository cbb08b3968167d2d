using Microsoft.CodeAnalysis;

namespace Praetor.Generators;

/// <summary>Makes a <see cref="RecordModel"/> out of the compiler's symbols.</summary>
internal static class RecordReading
{
    private const string Wire = "Praetor.Foundation.Wire.";
    public const string WireRecord = Wire + "WireRecordAttribute";
    public const string JsonRecord = Wire + "JsonRecordAttribute";

    private static readonly SymbolDisplayFormat FullName =
        SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes
                | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        );

    public static RecordModel Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var symbol = (INamedTypeSymbol)context.TargetSymbol;
        var json = Attribute(symbol, JsonRecord);
        return new RecordModel(
            symbol.ContainingNamespace.ToDisplayString(),
            symbol.Name,
            Attribute(symbol, WireRecord) is not null,
            json is not null,
            Text(json, "GoType") ?? "structs." + symbol.Name,
            Flag(json, "DecodesItself"),
            Flag(json, "IgnoresUnknown"),
            new EquatableList<string>(Texts(json, "Ignores")),
            new EquatableList<FieldModel>(Fields(symbol))
        );
    }

    /// <summary>Own properties first, then the base record's: Go's order for embedded structs at the end.</summary>
    private static IEnumerable<FieldModel> Fields(INamedTypeSymbol record)
    {
        for (var type = record; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (!property.IsStatic && property.SetMethod is { IsInitOnly: true })
                {
                    yield return Field(property);
                }
            }
        }
    }

    private static FieldModel Field(IPropertySymbol property)
    {
        var name = Attribute(property, Wire + "FieldNameAttribute");
        var wire = Attribute(property, Wire + "WireFieldAttribute");
        var json = Attribute(property, Wire + "JsonFieldAttribute");
        var type = Type(property.Type);
        return new FieldModel(
            property.Name,
            name?.ConstructorArguments[0].Value as string ?? property.Name,
            type,
            new WireRules(Flag(wire, "Ignore"), Flag(wire, "OmitEmpty")),
            new JsonRules(
                Flag(json, "Ignore"),
                Flag(json, "OmitEmpty"),
                Text(json, "GoType") ?? GoTypes.NameOf(type),
                DurationForm(json),
                new EquatableList<string>(Texts(json, "Aliases"))
            )
        );
    }

    private static TypeModel Type(ITypeSymbol type)
    {
        var name = type.ToDisplayString(FullName);
        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is IArrayTypeSymbol)
        {
            return new TypeModel(TypeKindModel.Bytes, name, isNullable, null);
        }

        var named = (INamedTypeSymbol)type;
        return named.Name switch
        {
            "IReadOnlyList" => new TypeModel(TypeKindModel.List, name, isNullable, Type(named.TypeArguments[0])),
            "IReadOnlyDictionary" => new TypeModel(TypeKindModel.Map, name, isNullable, Type(named.TypeArguments[1])),
            "Nullable" => new TypeModel(TypeKindModel.NullableBoolean, name, true, null),
            "GoDuration" => new TypeModel(TypeKindModel.Duration, name, false, null),
            "ByteString" => new TypeModel(TypeKindModel.Key, name, false, null),
            _ => new TypeModel(Kind(named.SpecialType), name, isNullable, null),
        };
    }

    private static TypeKindModel Kind(SpecialType type) =>
        type switch
        {
            SpecialType.System_String => TypeKindModel.Text,
            SpecialType.System_Boolean => TypeKindModel.Boolean,
            SpecialType.System_Int32 => TypeKindModel.Signed32,
            SpecialType.System_UInt32 => TypeKindModel.Unsigned32,
            SpecialType.System_Int64 => TypeKindModel.Signed64,
            SpecialType.System_UInt64 => TypeKindModel.Unsigned64,
            SpecialType.System_Double => TypeKindModel.Real,
            SpecialType.System_Object => TypeKindModel.Untyped,
            _ => TypeKindModel.Record,
        };

    private static AttributeData? Attribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == name);

    private static TypedConstant Argument(AttributeData? attribute, string name) =>
        attribute?.NamedArguments.FirstOrDefault(a => a.Key == name).Value ?? default;

    private static bool Flag(AttributeData? attribute, string name) => Argument(attribute, name).Value is true;

    private static string? Text(AttributeData? attribute, string name) => Argument(attribute, name).Value as string;

    private static IEnumerable<string> Texts(AttributeData? attribute, string name)
    {
        var argument = Argument(attribute, name);
        return argument.Kind == TypedConstantKind.Array ? argument.Values.Select(v => (string)v.Value!) : [];
    }

    private static string DurationForm(AttributeData? attribute) =>
        Argument(attribute, "Duration").Value switch
        {
            1 => "Text",
            2 => "NumberReadsText",
            3 => "LockDelay",
            _ => "Number",
        };
}
